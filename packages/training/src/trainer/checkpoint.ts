import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TrainingError } from "@fagr/core";
import type { Recipe } from "../recipe/recipe";
import type { SamplerState } from "../sampler/group-balanced-sampler";

/** All of a training's state. */
export interface Checkpoint {
  readonly recipe: Recipe;
  readonly sampler: SamplerState;
  readonly optimiserUpdates: number;
  /** Flat arrays of all weights, see ParameterLayout. */
  readonly arrays: Readonly<Record<"values" | "average" | "firstMoment" | "secondMoment", Float32Array>>;
}

const arrayNames = ["values", "average", "firstMoment", "secondMoment"] as const;
const fileName = /^step-(\d+)\.checkpoint$/;

/**
 * Writes a checkpoint as one file (a line of JSON, then the arrays) and removes all but the newest `keep`. It is written
 * under another name and renamed, so that a kill at any moment leaves the older ones whole.
 */
export async function saveCheckpoint(
  folder: string,
  { checkpoint, keep = 2 }: { checkpoint: Checkpoint; keep?: number },
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { arrays, ...header } = checkpoint;
  const length = arrays.values.length;
  const file = join(folder, `step-${String(checkpoint.sampler.step).padStart(8, "0")}.checkpoint`);
  const parts = [
    Buffer.from(`${JSON.stringify({ format: "fagr-checkpoint/1", length, ...header })}\n`),
    ...arrayNames.map((name) => Buffer.from(arrays[name].buffer, arrays[name].byteOffset, arrays[name].byteLength)),
  ];
  await writeFile(`${file}.part`, Buffer.concat(parts));
  await rename(`${file}.part`, file);
  const files = await listCheckpoints(folder);
  for (const old of files.slice(0, -keep)) await rm(join(folder, old));
  return file;
}

/** The newest checkpoint of a folder, or undefined if it has none. */
export async function loadNewestCheckpoint(folder: string): Promise<Checkpoint | undefined> {
  const newest = (await listCheckpoints(folder)).at(-1);
  return newest === undefined ? undefined : readCheckpoint(join(folder, newest));
}

async function readCheckpoint(file: string): Promise<Checkpoint> {
  const bytes = await readFile(file);
  const end = bytes.indexOf(10);
  const { format, length, ...header } = JSON.parse(bytes.toString("utf8", 0, Math.max(end, 0)) || "{}");
  if (format !== "fagr-checkpoint/1" || bytes.length !== end + 1 + arrayNames.length * length * 4)
    throw new TrainingError(
      `${file} is not a whole checkpoint of this version. Remove it to go on from the one before.`,
    );
  const arrays = Object.fromEntries(
    arrayNames.map((name, index) => {
      const start = end + 1 + index * length * 4;
      return [name, new Float32Array(Uint8Array.from(bytes.subarray(start, start + length * 4)).buffer)];
    }),
  ) as Checkpoint["arrays"];
  return { ...header, arrays };
}

async function listCheckpoints(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  return names.filter((name) => fileName.test(name)).sort();
}
