import { DataError } from "@fagr/core";
import type { Domain, FaceSample } from "./face-sample";

/** Years; the oldest accepted age. */
export const oldestAge = 130;

/** The halves of the document's batch. */
export const documentDomains = ["asian", "americanEuropean"] as const satisfies readonly Domain[];

/** Reports which row of a label file is wrong. */
export function rowError(file: string, line: number, expected: string, received: string): DataError {
  return new DataError(
    file,
    `${file}, line ${line}: expected ${expected}, received "${received}". Correct or remove the row.`,
  );
}

/** The age in years in a text; undefined if it is not a number from 0 to {@link oldestAge}. */
export function parseAge(text: string): number | undefined {
  const age = Number(text);
  return text.trim() !== "" && age >= 0 && age <= oldestAge ? age : undefined;
}

const genders: Readonly<Record<string, FaceSample["gender"]>> = { f: 0, female: 0, m: 1, male: 1 };

/** Our number for a gender given as a word or its first letter, case-insensitive; undefined for other texts. */
export function parseGender(text: string): 0 | 1 | undefined {
  return genders[text.toLowerCase()] ?? undefined;
}
