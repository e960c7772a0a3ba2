import { createHash } from "node:crypto";
import { DataError } from "@fagr/core";
import { readWholeFile } from "@fagr/core/files";
import type { PredictedFace } from "@fagr/evaluation";
import type { ComparedFace } from "@fagr/evaluation/peers";
import type { CommandContext } from "../context";
import { openModel } from "../engine/open-model";
import { describeModel, type RunHeader } from "../evaluate/describe-run";
import type { ModelOptions } from "../options";
import type { NamedModel } from "./parse-models";

/** A model that is compared, ready to answer. */
export interface OpenSystem {
  /** Its name in tables. */
  readonly name: string;
  readonly identity: RunHeader["model"];
  readonly backend: string;
  readonly needsLandmarks: boolean;
  predict(faces: readonly ComparedFace[], signal: AbortSignal): Promise<PredictedFace[]>;
  dispose(): Promise<void>;
}

/**
 * Opens all models, those before one that cannot be opened being closed again.
 *
 * @throws DataError for a file that is not there, and what the models throw.
 */
export async function openSystems(
  models: readonly NamedModel[],
  options: Pick<ModelOptions, "backend">,
  context: CommandContext,
): Promise<OpenSystem[]> {
  const systems: OpenSystem[] = [];
  try {
    for (const model of models)
      systems.push(await (model.kind === "ours" ? openOurs(model, options, context) : openPeer(model)));
    return systems;
  } catch (error) {
    await Promise.all(systems.map((system) => system.dispose()));
    throw error;
  }
}

async function openOurs(
  { name, file }: NamedModel,
  options: Pick<ModelOptions, "backend">,
  context: CommandContext,
): Promise<OpenSystem> {
  const model = await openModel({ ...options, ...(file === undefined ? {} : { model: file }) }, context);
  return {
    name: name ?? (file === undefined || file === "all-ages" ? `fagr ${model.manifest.name}` : file),
    identity: describeModel(model),
    backend: model.backend,
    needsLandmarks: false,
    predict: (faces, signal) => model.predict(faces, { ageDistribution: true, signal }),
    dispose: () => model.dispose(),
  };
}

async function openPeer({ name, kind, file }: NamedModel): Promise<OpenSystem> {
  const { insightFace, loadOnnxPeer, openVinoRetail, originalMfn } = await import("@fagr/evaluation/peers");
  const peer = kind === "openvino" ? openVinoRetail : kind === "insightface" ? insightFace : originalMfn;
  const bytes = await readWholeFile(file!).catch((cause) => {
    throw new DataError(
      file!,
      `Expected the ONNX file of ${peer.name} at ${file}, but it cannot be read: ${(cause as Error).message}. docs/guides/comparing.md says where to get it.`,
      { cause },
    );
  });
  const model = await loadOnnxPeer(peer, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    name: name ?? peer.name,
    identity: { name: peer.name, sha256, ages: [18, 65] },
    backend: "onnxruntime",
    needsLandmarks: peer.needsLandmarks,
    predict: (faces, signal) => model.predict(faces, { signal }),
    dispose: () => model.dispose(),
  };
}
