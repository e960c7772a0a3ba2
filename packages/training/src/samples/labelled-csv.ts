import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DataError } from "@fagr/core";
import { parse } from "csv-parse";
import type { Domain, FaceSample, ReaderOptions } from "./face-sample";

/** How to read a labelled folder. */
export interface LabelledCsvOptions extends ReaderOptions {
  /** Folder that the file column is relative to. Default: the folder of the CSV. */
  readonly images?: string;
  /** Name of the data set. Default: the CSV's path. */
  readonly source?: string;
  /** Domain of every sample. Default "americanEuropean". */
  readonly domain?: Domain;
}

/**
 * Reads a CSV with the columns `file`, `age` (years, blank unknown) and `gender` (1 male, 0 female, blank unknown), in any
 * order; other columns are ignored. Files that are listed and missing are reported to `onSkip`.
 *
 * @throws DataError naming file and line for a missing column or a label out of range.
 */
export async function* readLabelledCsv(
  csv: string,
  { images = dirname(csv), source = csv, domain = "americanEuropean", onSkip }: LabelledCsvOptions = {},
): AsyncGenerator<FaceSample> {
  const stream = createReadStream(csv);
  const rows = stream.pipe(parse({ columns: true, trim: true, bom: true, info: true, skip_empty_lines: true }));
  stream.on("error", (cause) =>
    rows.destroy(new DataError(csv, `Expected a CSV file with labels at ${csv}, but it cannot be read.`, { cause })),
  );
  for await (const { record, info } of rows as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    const fail = (expected: string, received: unknown): never => {
      throw new DataError(csv, `${csv}, line ${info.lines}: expected ${expected}, received ${JSON.stringify(received)}.`);
    };
    const name = record.file || fail('a file name in the column "file"', record.file);
    for (const column of ["age", "gender"])
      if (record[column] === undefined) fail(`the columns file, age, gender`, Object.keys(record));
    const age = record.age === "" ? null : Number(record.age);
    if (age !== null && !(age >= 0 && age <= 130)) fail("an age from 0 to 130 years or a blank", record.age);
    if (!["", "0", "1"].includes(record.gender!)) fail("gender 1 (male), 0 (female) or a blank", record.gender);
    const file = join(images, name);
    const exists = await access(file).then(
      () => true,
      () => false,
    );
    if (!exists) {
      onSkip?.({ file, reason: "listed, but there is no such file" });
      continue;
    }
    yield { file, age, gender: record.gender === "" ? null : (Number(record.gender) as 0 | 1), domain, source };
  }
}
