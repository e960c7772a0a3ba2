import { DataError, isFagrError } from "@fagr/core";
import { type CsvError, type InfoRecord, parse } from "csv-parse/sync";
import { readLabelText } from "./label-text";

/** A row of a file of labels. */
export interface TableRow {
  /** Its line in the file; the first line is 1. */
  readonly line: number;
  /** Its cells by the lower-case name of their column. */
  readonly cells: Readonly<Record<string, string>>;
}

/** What a file of labels must look like. */
export interface TableOptions {
  /** Names of the columns that must be there, lower case. */
  readonly columns: readonly string[];
  /** What is expected, for messages: "the columns ... of ...". */
  readonly expected: string;
  /** Checks the names of the columns, lower case, before any row is read; throws if they are wrong. */
  readonly checkHeader?: (names: readonly string[]) => void;
  /** The separator. Default: the comma, semicolon or tab, whichever is most frequent in the first line. */
  readonly delimiter?: string;
}

/**
 * Reads a file of labels, separated by commas, semicolons or tabs, whose first line names the columns, in any order.
 *
 * @throws DataError, with the number of the line, if the file cannot be read, lacks a column or has a row of another length.
 */
export async function readTable(file: string, options: TableOptions): Promise<TableRow[]> {
  const text = await readLabelText(file);
  const { delimiter = delimiterOf(text) } = options;
  let records: { record: Record<string, string>; info: InfoRecord }[];
  try {
    records = parse(text, {
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      delimiter,
      columns: (header: string[]) => checkHeader(header, file, options),
    }) as unknown as typeof records;
  } catch (error) {
    if (isFagrError(error, "DATA_INVALID")) throw error;
    const { lines, message } = error as CsvError & { lines?: number };
    throw new DataError(file, `${file}, line ${lines ?? "?"}: not a row of CSV. ${message}.`, { cause: error });
  }
  if (records.length === 0)
    throw new DataError(file, `Expected labels in ${file}, received a file without a row below its header.`);
  return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

/** Spreadsheets write semicolons where the comma is the decimal sign. */
function delimiterOf(text: string): string {
  const [header = ""] = text.split(/[\r\n]+/, 1);
  const count = (separator: string) => header.split(separator).length;
  return [",", ";", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best));
}

function checkHeader(
  header: string[],
  file: string,
  { columns, expected, checkHeader: check }: TableOptions,
): string[] {
  const names = header.map((name) => name.toLowerCase());
  check?.(names);
  const missing = columns.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new DataError(
      file,
      `${file}, line 1: expected ${expected}; received the columns ${header.join(", ")}, without ${missing.join(" and ")}.`,
    );
  return names;
}

/** A line of a text file that is not blank. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/**
 * Reads the lines of a list file without their line ends; blank lines are left out.
 *
 * @throws DataError if the file cannot be read.
 */
export async function readLines(file: string): Promise<TextLine[]> {
  return (await readLabelText(file))
    .split(/\r\n|\n|\r/)
    .map((text, index) => ({ line: index + 1, text: text.trim() }))
    .filter(({ text }) => text !== "");
}
