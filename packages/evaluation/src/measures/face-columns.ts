import type { Gender } from "@fagr/core";
import { type AgeRange, isInAgeRange } from "./age-range";
import type { FaceRecord } from "./face-record";

/** What faces add to a tally, face by face in typed arrays: a bootstrap reads each of them a thousand times. */
export interface FaceColumns {
  /** Cell of the confusion matrix, see {@link confusionCell}; {@link unknownGender} where the gender is unknown. */
  readonly confusion: Uint8Array;
  /** Signed age error, years; 0 if there is none. */
  readonly error: Float64Array;
  /** The same without its sign. */
  readonly absoluteError: Float64Array;
  /** Index of the smallest tolerance that the error is within; their number beyond all, one more where there is no error. */
  readonly withinTolerance: Uint8Array;
}

/** In place of a cell where the gender is unknown. */
export const unknownGender = 4;

/** Where a tally counts faces of a known and an answered gender. */
export function confusionCell(known: Gender, answered: Gender): number {
  return (known === "male" ? 2 : 0) + (answered === "male" ? 1 : 0);
}

/** Lays records out in columns. Ages outside the range have no error: the model cannot answer them. */
export function toColumns(
  records: readonly FaceRecord[],
  { ageRange, tolerances }: { ageRange: AgeRange; tolerances: readonly number[] },
): FaceColumns {
  const columns = {
    confusion: new Uint8Array(records.length).fill(unknownGender),
    error: new Float64Array(records.length),
    absoluteError: new Float64Array(records.length),
    withinTolerance: new Uint8Array(records.length).fill(tolerances.length + 1),
  };
  for (const [index, { age, gender, prediction }] of records.entries()) {
    if (gender !== null && prediction.gender !== undefined)
      columns.confusion[index] = confusionCell(gender, prediction.gender);
    if (age === null || prediction.age === undefined || !isInAgeRange(age, ageRange)) continue;
    const error = prediction.age - age;
    columns.error[index] = error;
    columns.absoluteError[index] = Math.abs(error);
    const within = tolerances.findIndex((tolerance) => Math.abs(error) <= tolerance);
    columns.withinTolerance[index] = within === -1 ? tolerances.length : within;
  }
  return columns;
}
