import { isFagrError } from "@fagr/core";
import type { LoadedWeights } from "@fagr/core/backend";
import {
  type Architecture,
  checkManifest,
  type Preprocessing,
  planNetwork,
  saveWeights,
  type Task,
  type TrainingData,
  type WeightsManifest,
} from "@fagr/core/network";
import type { KerasModel } from "./keras/keras-model";
import { findHeads } from "./recognise/heads";
import { matchPlan } from "./recognise/match-plan";
import { readOperations } from "./recognise/read-operations";
import { recogniseArchitecture } from "./recognise/recognise-architecture";

/** Information that an imported file lacks. Files exported by fagr contain their manifest and need none of it. */
export interface ImportOptions {
  /**
   * The manifest of the model that the file was made from: its architecture, preprocessing, licence and training data are used.
   * Its name, version, description and calibration are used if the weights are unchanged.
   */
  readonly like?: WeightsManifest | undefined;
  /** Default: the name of the model in the file. */
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly description?: string | undefined;
  /** Default: unknown. */
  readonly licence?: string | undefined;
  readonly trainingData?: readonly TrainingData[] | undefined;
  /** The tasks that the network has learned. Default: those of the manifest that it was made from, otherwise both. */
  readonly tasks?: readonly Task[] | undefined;
  /** Youngest and oldest age, years. Needed unless the file has 48 age classes, which are 18 to 65. */
  readonly ageRange?: readonly [minimum: number, maximum: number] | undefined;
  /** Default: RGB from 0 to 1, the detector's box without a margin, as in the document's authors' code. */
  readonly preprocessing?: Preprocessing | undefined;
  /** The file's architecture. Default: it is recognised by its layers. */
  readonly architecture?: Architecture | undefined;
}

/** Names of the options. */
export const importOptionNames = [
  ...(["like", "name", "version", "description", "licence"] as const),
  ...(["trainingData", "tasks", "ageRange", "preprocessing", "architecture"] as const),
] satisfies readonly (keyof ImportOptions)[];

/** Converts a model from any file into this library's form. */
export async function importModel(model: KerasModel, options: ImportOptions): Promise<LoadedWeights> {
  const origin = options.like ?? embeddedManifest(model);
  const { ageRange } = options;
  const told = options.architecture ?? origin?.architecture;
  const heads = findHeads(readOperations(model), Object.keys(told?.attributes ?? {}));
  const architecture = told
    ? { ...told, ageRange: ageRange ?? told.ageRange }
    : recogniseArchitecture(heads, { name: model.name, ageRange });
  const tensors = matchPlan(planNetwork(architecture), heads);
  const same = origin !== undefined && (await areNumbersOf(origin, tensors));
  const tasks = options.tasks ?? origin?.tasks;
  const name = options.name ?? (same ? origin.name : origin ? `${origin.name}-trained-on` : model.name);
  const { manifest } = await saveWeights(tensors, {
    name,
    version: options.version ?? (same ? origin.version : "0.0.0"),
    description: options.description ?? (same ? origin.description : describeChanged(model, origin)),
    licence: options.licence ?? origin?.licence ?? "unknown: ask the author of the file",
    architecture,
    preprocessing: options.preprocessing ??
      origin?.preprocessing ?? { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
    ...(tasks ? { tasks } : {}),
    ...(same && origin.calibration ? { calibration: origin.calibration } : {}),
    trainingData: options.trainingData ?? origin?.trainingData ?? [],
    file: `${name}.bin`,
  });
  return { manifest, tensors };
}

function describeChanged({ name }: KerasModel, origin: WeightsManifest | undefined): string {
  return origin
    ? `${origin.name} ${origin.version}, trained on outside of fagr`
    : `Brought in from the Keras model "${name}"`;
}

function embeddedManifest({ manifest }: KerasModel): WeightsManifest | undefined {
  if (manifest === undefined) return undefined;
  checkManifest(manifest);
  return manifest;
}

/** Whether the network is still the one that a manifest tells of: names, versions and temperatures are those of its numbers. */
async function areNumbersOf(origin: WeightsManifest, tensors: ReadonlyMap<string, Float32Array>): Promise<boolean> {
  const [{ path, dtype, sha256 }] = origin.files;
  try {
    const { manifest } = await saveWeights(tensors, { ...origin, file: path, ...(dtype ? { dtype } : {}) });
    return manifest.files[0].sha256 === sha256;
  } catch (error) {
    // Of another architecture, or beyond the range of float16.
    if (isFagrError(error, "WEIGHTS_INVALID")) return false;
    throw error;
  }
}
