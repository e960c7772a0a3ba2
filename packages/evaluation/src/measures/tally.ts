import { confusionCell, type FaceColumns, unknownGender } from "./face-columns";

/** Sums over faces from which every figure follows. */
export interface Tally {
  /** Faces by cell of the confusion matrix; the last have no known gender. */
  readonly confusion: Float64Array;
  /** Faces by the smallest tolerance that their error is within; then those beyond all; the last have no error. */
  readonly withinTolerance: Float64Array;
  /** Years. */
  absoluteError: number;
  /** Years. */
  error: number;
}

/** A tally of nobody. */
export function emptyTally(tolerances: number): Tally {
  return {
    confusion: new Float64Array(unknownGender + 1),
    withinTolerance: new Float64Array(tolerances + 2),
    absoluteError: 0,
    error: 0,
  };
}

/** Counts faces; one that is named twice counts twice. What the tally held before is gone. */
export function countFaces(tally: Tally, columns: FaceColumns, faces: Int32Array): void {
  const { confusion, withinTolerance } = tally;
  confusion.fill(0);
  withinTolerance.fill(0);
  let absoluteError = 0;
  let error = 0;
  for (let place = 0; place < faces.length; place++) {
    const face = faces[place]!;
    confusion[columns.confusion[face]!]!++;
    withinTolerance[columns.withinTolerance[face]!]!++;
    absoluteError += columns.absoluteError[face]!;
    error += columns.error[face]!;
  }
  tally.absoluteError = absoluteError;
  tally.error = error;
}

/** How many faces have a known gender, and how many an age error. */
export function countKnown({ confusion, withinTolerance }: Tally): { gender: number; age: number } {
  const sum = (counts: Float64Array) => counts.reduce((total, count) => total + count, 0);
  return { gender: sum(confusion.subarray(0, -1)), age: sum(withinTolerance.subarray(0, -1)) };
}

/** Every figure of a tally in the order of {@link figurePlaces}; NaN where it would divide by zero. */
export function toFigures(tally: Tally): number[] {
  const { confusion, withinTolerance, absoluteError, error } = tally;
  const known = countKnown(tally);
  const men = confusion[confusionCell("male", "male")]!;
  const women = confusion[confusionCell("female", "female")]!;
  const menMissed = confusion[confusionCell("male", "female")]!;
  const womenMissed = confusion[confusionCell("female", "male")]!;
  const ofClass = (right: number, missed: number, wronglyTaken: number) => [
    right / (right + missed),
    right / (right + wronglyTaken),
    (2 * right) / (2 * right + missed + wronglyTaken),
  ];
  let within = 0;
  const scores = Array.from(withinTolerance.subarray(0, -2), (count) => {
    within += count;
    return within / known.age;
  });
  return [
    (men + women) / known.gender,
    ...ofClass(men, menMissed, womenMissed),
    ...ofClass(women, womenMissed, menMissed),
    absoluteError / known.age,
    error / known.age,
    ...scores,
  ];
}

/** Where each figure of {@link toFigures} stands; a class has its recall there, then precision and F1. */
export const figurePlaces = { accuracy: 0, male: 1, female: 4, mae: 7, bias: 8, cumulativeScore: 9 } as const;
