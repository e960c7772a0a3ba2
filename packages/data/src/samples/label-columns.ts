import { DataError } from "@fagr/core";
import { parseAge, parseGender } from "./label-values";

/** The columns of a CSV, and how genders are written in it. */
export interface LabelColumns {
  /** Column of the pictures' names. Default "file". */
  readonly file?: string;
  /** Column of the ages; "none" to ignore ages, whatever the columns are called. Default "age". */
  readonly age?: string;
  /** Column of the genders; "none" to ignore genders. Default "gender". */
  readonly gender?: string;
  /** The word for a man in the gender column, case-insensitive. Default 1, male or m. */
  readonly male?: string;
  /** The word for a woman in the gender column, case-insensitive. Default 0, female or f. */
  readonly female?: string;
  /** Columns of further attributes; their words are the labels: `["glasses"]`. Default none. */
  readonly attributes?: readonly string[];
}

/** The columns that are read, lower case; undefined for those that the table lacks. */
export interface ChosenColumns {
  readonly file: string;
  readonly age: string | undefined;
  readonly gender: string | undefined;
}

/** Column names that may hold the wanted values, but are only read if an option names them: they may be coded differently. */
const likely = {
  age: /^(years?|real_?age|apparent_?age|age_?years?|alter)$/,
  gender: /^(sex|is_?male|male|is_?female|female|geschlecht)$/,
} as const;

/**
 * Chooses the columns of a table by its header.
 *
 * @throws DataError if a column that was named is not there, if there are neither ages nor genders, or if a column looks like the one that is
 *   missing, naming the option that reads it.
 */
export function chooseColumns(header: readonly string[], file: string, columns: LabelColumns): ChosenColumns {
  const has = (name: string) => header.includes(name);
  const fail = (expected: string): never => {
    throw new DataError(file, `${file}, line 1: expected ${expected}; received the columns ${header.join(", ")}.`);
  };
  const choose = (kind: "age" | "gender"): string | undefined => {
    const named = columns[kind]?.toLowerCase();
    if (named === "none") return undefined;
    if (named !== undefined) return has(named) ? named : fail(`the column ${named}, which the option ${kind} names`);
    if (has(kind) || (kind === "age" && has("age_min"))) return kind;
    const similar = header.find((name) => likely[kind].test(name));
    if (similar !== undefined)
      fail(
        `a column ${kind}, and there is ${similar}: add the option ${kind}=${similar} to read it, as in csv:${file}?${kind}=${similar}, or ${kind}=none to leave it`,
      );
    return undefined;
  };
  const name = (columns.file ?? "file").toLowerCase();
  if (!has(name))
    fail(
      `the columns file, age (years, a band such as 31-45, or blank) and gender (1 or male, 0 or female, or blank), of which age or gender may be missing, named in the first line. An option sets another name: csv:${file}?file=${header[0] ?? "name"}`,
    );
  const [age, gender] = [choose("age"), choose("gender")];
  const { attributes = [] } = columns;
  for (const attribute of attributes)
    if (!has(attribute.toLowerCase())) fail(`the column ${attribute}, which the option attributes names`);
  if (age === undefined && gender === undefined && attributes.length === 0)
    fail("a column age, a column gender, or both. The options age and gender set other names");
  return { file: name, age, gender };
}

/** A gender in a table as 0 or 1; null if it is blank, undefined if it is invalid. */
export function genderOf(text: string, { male, female }: LabelColumns): 0 | 1 | null | undefined {
  if (text === "") return null;
  const is = (word: string | undefined) => word !== undefined && text.toLowerCase() === word.toLowerCase();
  if (is(male)) return 1;
  if (is(female)) return 0;
  // Whoever names one word gets the others read as before, but not the number that the word has taken.
  if (male !== undefined && female !== undefined) return undefined;
  const number = Number(text);
  const usual = number === 0 || number === 1 ? number : parseGender(text);
  if (usual === undefined || (usual === 1 ? male : female) !== undefined) return undefined;
  return usual;
}

/** An age or age band in a table: `34`, `20,5`, `31-45`, `60+`; undefined if it is invalid. */
export function ageOf(
  text: string,
): { age: number | null; ageBand?: readonly [lowest: number, highest: number] } | undefined {
  if (text === "") return { age: null };
  const age = parseAge(text.replace(/^(\d+),(\d+)$/, "$1.$2"));
  if (age !== undefined) return { age };
  const [, from, to] = /^\(?(\d+)\s*(?:[-\u2013,]\s*(\d+)|\+)\)?$/.exec(text) ?? [];
  if (from === undefined) return undefined;
  const [lowest, highest] = [parseAge(from), to === undefined ? oldestBand : parseAge(to)];
  return lowest !== undefined && highest !== undefined && lowest <= highest
    ? { age: null, ageBand: [lowest, highest] }
    : undefined;
}

/** The end of an open band. */
const oldestBand = 130;
