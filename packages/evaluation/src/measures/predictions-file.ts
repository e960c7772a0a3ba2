import { DataError, InvalidArgumentError } from "@fagr/core";
import { describeValue, reasonOf } from "@fagr/core/backend";
import { readTextFile, WholeAppender, writeWholeFile } from "@fagr/core/files";
import type { FaceRecord } from "./face-record";
import { formatHeader, formatRecord, type PredictionsHeader, parseHeader, parseRecord } from "./predictions-format";

/** Predictions of a model on a data set. */
export interface Predictions {
  readonly header: PredictionsHeader;
  readonly records: readonly FaceRecord[];
}

/** A predictions file that grows. */
export interface PredictionsWriter extends Predictions {
  /** The file's header; that of an existing file may differ from the requested one, so compare. */
  readonly header: PredictionsHeader;
  /** What the file held when it was opened. */
  readonly records: readonly FaceRecord[];
  /** Appends records; they are written when this resolves. */
  append(records: readonly FaceRecord[]): Promise<void>;
  /** May be called twice. */
  close(): Promise<void>;
}

/**
 * Writes predictions as JSON Lines: a header, then a face a line. Tables and plots can be made from it without running the model
 * again. The folder is created if missing; the file gets its name when it is complete.
 *
 * @example
 * ```ts
 * await writePredictions("predictions.jsonl", { header: { model: { name: "mine" }, backend: "wasm" }, records });
 * ```
 */
export async function writePredictions(file: string, { header, records }: Predictions): Promise<void> {
  checkFile(file, "writePredictions()");
  await writeWholeFile(file, formatHeader(header) + records.map(formatRecord).join(""));
}

/**
 * Reads a predictions file. An incomplete last line of an interrupted run is ignored.
 *
 * @throws DataError, with the number of the line, if the file cannot be read or a line is not what it should be.
 *
 * @example
 * ```ts
 * const { header, records } = await readPredictions("predictions.jsonl");
 * console.log(header.model.name, measureFaces(records).gender.accuracy);
 * ```
 */
export async function readPredictions(file: string): Promise<Predictions> {
  checkFile(file, "readPredictions()");
  const { header, records } = await readWholeLines(file);
  return { header, records };
}

/**
 * Opens a predictions file to append to it. A new file starts with the header; in a file of an interrupted run the incomplete
 * last line is removed, and its content shows where to continue.
 *
 * @throws DataError, with the number of the line, if the file has other contents.
 *
 * @example
 * ```ts
 * const writer = await openPredictions("predictions.jsonl", { model: { name: "mine" } });
 * const done = new Set(writer.records.map(({ file }) => file));
 * await writer.append([record]);
 * await writer.close();
 * ```
 */
export async function openPredictions(file: string, header: PredictionsHeader): Promise<PredictionsWriter> {
  checkFile(file, "openPredictions()");
  const text = await readTextFile(file, { maximumBytes }).catch((cause: NodeJS.ErrnoException) => {
    // What is there and cannot be read must not be written over.
    if (cause.code === "ENOENT") return "";
    throw unreadable(file, cause);
  });
  // A run that was stopped while it wrote the header has left a part of it.
  if (formatHeader(header).startsWith(text)) await writeWholeFile(file, formatHeader(header));
  else if (!text.includes("\n")) parseHeader("", file);
  const kept = await readWholeLines(file);
  const appender = await WholeAppender.open(file, { keepBytes: kept.bytes });
  return {
    header: kept.header,
    records: kept.records,
    append: (records) => appender.append(records.map(formatRecord).join("")),
    close: () => appender.close(),
  };
}

/** As much as a text can be: a million faces with their distributions. */
const maximumBytes = 2 ** 29 - 2 ** 16;

function checkFile(file: unknown, call: string): void {
  if (typeof file !== "string" || file === "")
    throw new InvalidArgumentError(
      `${call}: expected the path of a predictions file (JSON Lines), received ${describeValue(file)}.`,
    );
}

function unreadable(file: string, cause: unknown): DataError {
  return new DataError(
    file,
    `Expected a predictions file at ${file}, but it cannot be read: ${reasonOf(cause)}. Check the path.`,
    { cause },
  );
}

/** The lines that have an end, and how many bytes they are. */
async function readWholeLines(file: string): Promise<Predictions & { bytes: number }> {
  let text: string;
  try {
    text = await readTextFile(file, { maximumBytes });
  } catch (cause) {
    throw unreadable(file, cause);
  }
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const [first = "", ...lines] = whole.split("\n").slice(0, -1);
  return {
    header: parseHeader(first || text, file),
    records: lines.map((line, index) => parseRecord(line, { file, line: index + 2 })),
    bytes: Buffer.byteLength(whole),
  };
}
