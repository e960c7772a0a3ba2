import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoadedWeights } from "@fagr/core/backend";
import type { TfjsModel } from "../export-tfjs";
import type { ImportOptions } from "../import-model";
import { importTfjs } from "../import-tfjs";

/** Lays a tfjs-layers model into a folder and brings it in from there. */
export async function importFromFolder(
  { model, data }: TfjsModel,
  options: ImportOptions = {},
): Promise<LoadedWeights> {
  const folder = await mkdtemp(join(tmpdir(), "fagr-convert-"));
  try {
    await writeFile(join(folder, "model.json"), JSON.stringify(model));
    for (const { paths } of model.weightsManifest) await writeFile(join(folder, paths[0]!), data);
    return await importTfjs(join(folder, "model.json"), options);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A layer in a model.json. */
export interface TopologyLayer {
  class_name: string;
  name: string;
  config: Record<string, unknown>;
  inbound_nodes: unknown[];
}

/** A model.json whose description may be changed: what another program might have written. */
export interface ChangeableModel {
  modelTopology: {
    model_config: {
      class_name: string;
      config: { name: string; layers: TopologyLayer[]; output_layers: unknown[] };
    };
  };
  weightsManifest: { paths: string[]; weights: { name: string; shape: number[]; dtype: string }[] }[];
  userDefinedMetadata?: unknown;
}

/** A copy without the manifest that fagr's files carry, changed. */
export function asOfOthers({ model, data }: TfjsModel, change: (copy: ChangeableModel) => void = () => {}): TfjsModel {
  const copy = JSON.parse(JSON.stringify(model)) as ChangeableModel;
  delete copy.userDefinedMetadata;
  change(copy);
  return { model: copy as unknown as TfjsModel["model"], data };
}

/** A model's layers, as its topology lists them. */
export const layersOf = (model: ChangeableModel): TopologyLayer[] => model.modelTopology.model_config.config.layers;

/** The layer of that name. */
export const layerOf = (model: ChangeableModel, name: string): TopologyLayer =>
  layersOf(model).find((layer) => layer.name === name)!;
