import { readFile } from "node:fs/promises";
import { DataError, type Gender } from "@fagr/core";
import { type CsvError, type InfoRecord, parse } from "csv-parse/sync";

/** A row of a labels file. */
export interface LabelRow {
  /** As the file has it. */
  readonly file: string;
  /** Years; null where unknown. */
  readonly age: number | null;
  readonly gender: Gender | null;
}

const columnsExpected =
  "columns file, age (years or blank) and gender (1 male, 0 female, or blank), named in the first line";
const oldestAge = 130;

/**
 * Reads a CSV file with the columns file, age and gender, in any order; other columns are ignored.
 *
 * @throws DataError, with the number of the line, if a row breaks these rules.
 */
export async function readLabels(labelsFile: string): Promise<LabelRow[]> {
  let text: string;
  try {
    text = await readFile(labelsFile, "utf8");
  } catch (cause) {
    throw new DataError(
      labelsFile,
      `Expected a CSV file of labels at ${labelsFile}, but it cannot be read: ${(cause as Error).message}.`,
      { cause },
    );
  }
  const records = parseCsv(text, labelsFile);
  if (records.length === 0)
    throw new DataError(
      labelsFile,
      `Expected labels in ${labelsFile}, received a file without a row below its header.`,
    );
  return records.map(({ record, info }) => toLabel(record, info.lines, labelsFile));
}

type CsvRecord = { record: Record<string, string>; info: InfoRecord };

function parseCsv(text: string, labelsFile: string): CsvRecord[] {
  try {
    return parse(text, {
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      columns: (header: string[]) => checkHeader(header, labelsFile),
    }) as unknown as CsvRecord[];
  } catch (error) {
    if (error instanceof DataError) throw error;
    const { lines, message } = error as CsvError & { lines?: number };
    throw new DataError(labelsFile, `${labelsFile}, line ${lines ?? "?"}: not a row of CSV. ${message}.`, {
      cause: error,
    });
  }
}

function checkHeader(header: string[], labelsFile: string): string[] {
  const names = header.map((name) => name.toLowerCase());
  const missing = ["file", "age", "gender"].filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new DataError(
      labelsFile,
      `${labelsFile}, line 1: expected the ${columnsExpected}; received the columns ${header.join(", ")}, without ${missing.join(" and ")}.`,
    );
  return names;
}

function toLabel(record: Record<string, string>, line: number, labelsFile: string): LabelRow {
  const { file = "", age = "", gender = "" } = record;
  const expect = (condition: boolean, expected: string, received: string) => {
    if (!condition)
      throw new DataError(
        labelsFile,
        `${labelsFile}, line ${line}: expected ${expected}, received "${received}". Correct the row or take it out.`,
      );
  };
  expect(file !== "", "the name of an image in the column file", file);
  const years = age === "" ? null : Number(age);
  expect(
    years === null || (years >= 0 && years <= oldestAge),
    `an age of 0 to ${oldestAge} years or blank in the column age`,
    age,
  );
  const sex = gender === "" ? null : Number(gender);
  expect(sex === null || sex === 0 || sex === 1, "1 (male), 0 (female) or blank in the column gender", gender);
  return { file, age: years, gender: sex === null ? null : sex === 1 ? "male" : "female" };
}
