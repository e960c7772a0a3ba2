import { dirname, join } from "node:path";
import { DataError } from "@fagr/core";
import { reasonOf } from "@fagr/core/backend";
import { readTextFile, writeWholeFile } from "@fagr/core/files";
import type { Task, TrainingData, WeightsManifest } from "@fagr/core/network";

/** The origin of a training's initial weights or of its teachers. */
export interface WeightsOrigin {
  /** Name and version, or where they lie. */
  readonly weights: string;
  readonly licence: string;
  readonly trainingData: readonly TrainingData[];
  /** What they have learned; both where nobody says. */
  readonly tasks?: readonly Task[];
}

const originsFile = "origins.json";

/** What a manifest says of the weights. */
export function originOf({ name, version, licence, trainingData, tasks }: WeightsManifest): WeightsOrigin {
  return { weights: `${name} ${version}`, licence, trainingData, ...(tasks ? { tasks } : {}) };
}

/** What is known of a folder's checkpoints: the origins and the data that a manifest beside them or above them tells, or that nobody told. */
export async function originOfFolder(folder: string): Promise<WeightsOrigin> {
  for (const place of [folder, dirname(folder)]) {
    const file = join(place, "manifest.json");
    const text = await readTextFile(file).catch(() => undefined);
    if (text !== undefined) return originOf(parse<WeightsManifest>(text, file));
  }
  const licence = "unknown: the training of these weights has not recorded its data yet";
  return {
    weights: `checkpoints in ${folder}`,
    licence,
    trainingData: [{ name: `data of the checkpoints in ${folder}`, licence, images: 0, labels: "unknown" }],
  };
}

/**
 * The origins of a training: those given now and those recorded in its folder. A continued training keeps its initial weights'
 * origin even if they are not named again.
 */
export async function rememberOrigins(folder: string, given: readonly WeightsOrigin[]): Promise<WeightsOrigin[]> {
  const file = join(folder, originsFile);
  const text = await readTextFile(file).catch(() => "[]");
  const remembered = parse<WeightsOrigin[]>(text, file);
  if (!Array.isArray(remembered)) throw damaged(file, "it is not a list");
  const all = [...remembered, ...given];
  const origins = all.filter((origin, index) => all.findIndex((other) => isSame(origin, other)) === index);
  if (origins.length > remembered.length) await writeWholeFile(file, `${JSON.stringify(origins, null, 2)}\n`);
  return origins;
}

function parse<Value>(text: string, file: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch (cause) {
    throw damaged(file, reasonOf(cause));
  }
}

const damaged = (file: string, reason: string) =>
  new DataError(
    file,
    `Expected JSON in ${file}, which records where weights come from, but it is damaged: ${reason}. Restore the file, or train into another folder.`,
  );

/** Training data of several origins and of this training, each entry once. */
export function joinTrainingData(parts: readonly (readonly TrainingData[])[]): TrainingData[] {
  const all = parts.flat();
  return all.filter((entry, index) => all.findIndex((other) => isSame(entry, other)) === index);
}

/** All licences that weights are bound to, each once. */
export function joinLicences(licences: readonly string[]): string {
  return [...new Set(licences)].join("; ");
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
