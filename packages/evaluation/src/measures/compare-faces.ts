import { InvalidArgumentError } from "@fagr/core";
import { createRandom } from "@fagr/core/sampling";
import { type AgeRange, checkAgeRange, isInAgeRange } from "./age-range";
import { type BootstrapOptions, checkBootstrap } from "./bootstrap";
import { type Estimate, percentileInterval } from "./estimate";
import type { FaceRecord } from "./face-record";

/** How two models are compared. */
export interface CompareOptions extends BootstrapOptions {
  /** Known ages that count, years. Default `[18, 65]`. */
  readonly ageRange?: AgeRange;
}

/** How one model differs from another on the same faces. Plain data. */
export interface FaceComparison {
  /** Faces that both answered. */
  readonly count: number;
  readonly gender: {
    /** Of those, faces with a known gender. */
    readonly count: number;
    /** Accuracy of the first less that of the second, -1..1: above 0 the first is better. */
    readonly accuracyDifference: Estimate;
    /** Faces that only one of them answered correctly. */
    readonly onlyFirstRight: number;
    readonly onlySecondRight: number;
  };
  readonly age: {
    /** Faces with a known age in the range. */
    readonly count: number;
    /** Mean absolute error of the first less that of the second, years: below 0 the first is better. */
    readonly maeDifference: Estimate;
  };
}

/**
 * Compares two models face by face. The difficulty of a face is the same for both and cancels out, so that the interval of the
 * difference (paired percentile bootstrap by face) is narrower than the two models' own intervals suggest: an interval that
 * excludes 0 is a difference, even if the models' own intervals overlap.
 *
 * @param records - What the first model answered.
 * @param others - What the second answered; faces are matched by source and file.
 * @throws InvalidArgumentError if no face is in both, if one occurs twice, or an option is out of range.
 *
 * @example
 * ```ts
 * const { age } = compareFaces(ours.records, theirs.records);
 * console.log(age.maeDifference); // such as { value: -0.94, interval: [-1.21, -0.68] }: ours errs by a year less
 * ```
 */
export function compareFaces(
  records: readonly FaceRecord[],
  others: readonly FaceRecord[],
  { ageRange = [18, 65], resamples = 1000, confidence = 0.95, seed = 1 }: CompareOptions = {},
): FaceComparison {
  const options = { resamples, confidence, seed };
  checkAgeRange(ageRange);
  checkBootstrap(options);
  const second = new Map(others.map((record) => [keyOf(record), record]));
  if (second.size < others.length || new Set(records.map(keyOf)).size < records.length)
    throw new InvalidArgumentError(
      "Expected each face once, so that its two answers can be paired; received a file of a data set twice.",
    );
  const pairs = records.flatMap((record): [FaceRecord, FaceRecord][] => {
    const other = second.get(keyOf(record));
    return other ? [[record, other]] : [];
  });
  if (pairs.length === 0)
    throw new InvalidArgumentError(
      `Expected two models' answers about the same faces, received ${records.length} and ${others.length} records of which none has the source and the file of another. Measure both on one data set.`,
    );
  const rights = pairs
    .filter((pair) => pair[0].gender !== null && pair.every(({ prediction }) => prediction.gender !== undefined))
    .map((pair) => pair.map(({ prediction }) => Number(prediction.gender === pair[0].gender)) as [number, number]);
  const errors = pairs
    .filter((pair) => pair[0].age !== null && isInAgeRange(pair[0].age, ageRange))
    .filter((pair) => pair.every(({ prediction }) => prediction.age !== undefined))
    .map((pair) => pair.map(({ prediction }) => Math.abs(prediction.age! - pair[0].age!)) as [number, number]);
  return {
    count: pairs.length,
    gender: {
      count: rights.length,
      accuracyDifference: estimateMean(rights.map(toDifference), options),
      onlyFirstRight: rights.filter(([one, other]) => one > other).length,
      onlySecondRight: rights.filter(([one, other]) => one < other).length,
    },
    age: { count: errors.length, maeDifference: estimateMean(errors.map(toDifference), options) },
  };
}

const keyOf = ({ source, file }: FaceRecord) => JSON.stringify([source, file]);
const toDifference = ([one, other]: readonly [number, number]) => one - other;

/** The mean of values with its interval. */
function estimateMean(
  values: readonly number[],
  { resamples, confidence, seed }: Required<BootstrapOptions>,
): Estimate {
  const size = values.length;
  if (size === 0) return { value: null, interval: null };
  const value = values.reduce((sum, difference) => sum + difference, 0) / size;
  if (size === 1) return { value, interval: null };
  const column = Float64Array.from(values);
  const random = createRandom(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < size; draw++) sum += column[(random() * size) | 0]!;
    return sum / size;
  });
  return { value, interval: percentileInterval(means, confidence) };
}
