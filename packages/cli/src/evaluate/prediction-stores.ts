import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import { type FaceRecord, openPredictions, type Predictions, readPredictions } from "@fagr/evaluation";
import type { RunHeader } from "./describe-run";
import { differencesOf } from "./differences-of";

/** Where the predictions of a run go. */
export interface PredictionStore {
  /** Files of the faces that an earlier run predicted. */
  readonly done: ReadonlySet<string>;
  add(record: FaceRecord): Promise<void>;
  /** Everything that is stored, of earlier runs too. */
  read(): Promise<Predictions>;
  close(): Promise<void>;
}

/** Keeps predictions while the process lives. */
export function memoryStore(header: RunHeader): PredictionStore {
  const records: FaceRecord[] = [];
  return {
    done: new Set(),
    async add(record) {
      records.push(record);
    },
    read: async () => ({ header, records }),
    async close() {},
  };
}

/**
 * Keeps the predictions of each run in a file, behind those that an earlier run left there.
 *
 * @param options - `overwrite`: files of other runs are replaced; `nameOf`: what a file is named after, the data set unless it is given.
 * @throws DataError if a file holds the predictions of another run, saying in what it differs.
 */
export async function fileStores(
  folder: string,
  headers: readonly RunHeader[],
  { nameOf = ({ source }) => source, ...options }: { overwrite: boolean; nameOf?: (header: RunHeader) => string },
): Promise<PredictionStore[]> {
  const stores: PredictionStore[] = [];
  try {
    for (const header of headers)
      stores.push(await fileStore(join(folder, predictionsFile(nameOf(header))), header, options));
    return stores;
  } catch (error) {
    await Promise.all(stores.map((store) => store.close()));
    throw error;
  }
}

/** "predictions-UTKFace.jsonl"; what a file's name should not hold becomes a dash. */
function predictionsFile(name: string): string {
  return `predictions-${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")}.jsonl`;
}

async function fileStore(file: string, header: RunHeader, options: { overwrite: boolean }): Promise<PredictionStore> {
  const writer = await openFile(file, header, options);
  return {
    done: new Set(writer.records.map((record) => record.file)),
    add: (record) => writer.append([record]),
    // The file rounds, so that figures are the same now and when they are drawn again.
    read: () => readPredictions(file),
    close: () => writer.close(),
  };
}

async function openFile(file: string, header: RunHeader, { overwrite }: { overwrite: boolean }) {
  const writer = await openPredictions(file, header);
  const differences = differencesOf(writer.header as Partial<RunHeader>, header);
  if (differences.length === 0) return writer;
  await writer.close();
  if (!overwrite)
    throw new DataError(
      file,
      `${file} holds the predictions of another run (${differences.join("; ")}). Use another folder with --out, or replace them with --overwrite.`,
    );
  await rm(file);
  return openPredictions(file, header);
}
