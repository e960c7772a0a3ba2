import { DataError } from "@fagr/core";
import type { Domain, FaceSample } from "./face-sample";

/** Years; nobody was ever proved to be older. */
export const oldestAge = 130;

/** The halves of the document's batch. */
export const documentDomains = ["asian", "americanEuropean"] as const satisfies readonly Domain[];

/** Says which row of a file of labels is wrong. */
export function rowError(file: string, line: number, expected: string, received: string): DataError {
  return new DataError(
    file,
    `${file}, line ${line}: expected ${expected}, received "${received}". Correct the row or take it out.`,
  );
}

/** The age in years that a text states; undefined where it is no number of 0 to {@link oldestAge}. */
export function parseAge(text: string): number | undefined {
  const age = Number(text);
  return text.trim() !== "" && age >= 0 && age <= oldestAge ? age : undefined;
}

const genders: Readonly<Record<string, FaceSample["gender"]>> = { f: 0, female: 0, m: 1, male: 1 };

/** Our number of a gender that is written as a word or its first letter, in any case; undefined where it is neither. */
export function parseGender(text: string): 0 | 1 | undefined {
  return genders[text.toLowerCase()] ?? undefined;
}
