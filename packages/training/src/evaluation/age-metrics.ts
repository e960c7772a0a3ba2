import { InvalidArgumentError } from "@fagr/core";
import type { AgeRange } from "./age-range";

/** What is true of one face and what was answered, in years. */
export interface AgePair {
  readonly expected: number;
  readonly predicted: number;
}

/** Age estimation measured. */
export interface AgeMetrics {
  /** Faces whose known age lies in the model's range: those that the errors are taken over. */
  readonly count: number;
  /** Faces whose known age lies outside it. A model cannot be right about them, so they are counted and left out. */
  readonly outsideAgeRange: number;
  /** Mean absolute error, years; null without a face. */
  readonly mae: number | null;
  /** Mean absolute error at every age of the range (completed years), the document's curve; null without a face of that age. */
  readonly byAge: Readonly<Record<string, number | null>>;
  /** How many faces stand behind each of `byAge`. */
  readonly countByAge: Readonly<Record<string, number>>;
}

/**
 * The mean absolute error over all faces and at every age.
 *
 * @param pairs - Known and predicted ages, years.
 * @param ageRange - The model's range, such as `[18, 65]`; known ages outside it are left out.
 * @throws InvalidArgumentError if an age is not a finite number or the range is not a range of whole years.
 *
 * @example
 * ```ts
 * ageMetrics([{ expected: 30, predicted: 33 }], [18, 65]).mae; // 3
 * ```
 */
export function ageMetrics(pairs: readonly AgePair[], ageRange: AgeRange): AgeMetrics {
  const [minimum, maximum] = ageRange;
  if (!Number.isInteger(minimum) || !Number.isInteger(maximum) || minimum > maximum)
    throw new InvalidArgumentError(`Expected an age range [lowest, highest] in whole years, received [${ageRange}].`);
  const errorsByAge = Array.from({ length: maximum - minimum + 1 }, (): number[] => []);
  let outsideAgeRange = 0;
  for (const { expected, predicted } of pairs) {
    if (!Number.isFinite(expected) || !Number.isFinite(predicted))
      throw new InvalidArgumentError(`Expected ages in years, received ${expected} and the prediction ${predicted}.`);
    if (expected < minimum || expected > maximum) outsideAgeRange++;
    else errorsByAge[Math.floor(expected) - minimum]!.push(Math.abs(predicted - expected));
  }
  const perAge = <Value>(value: (errors: number[]) => Value): Record<string, Value> =>
    Object.fromEntries(errorsByAge.map((errors, index) => [String(minimum + index), value(errors)]));
  const errors = errorsByAge.flat();
  return {
    count: errors.length,
    outsideAgeRange,
    mae: mean(errors),
    byAge: perAge(mean),
    countByAge: perAge((all) => all.length),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
