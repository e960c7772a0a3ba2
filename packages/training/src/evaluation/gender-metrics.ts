import type { Gender } from "@fagr/core";

/** What is true of one face and what was answered. */
export interface GenderPair {
  readonly expected: Gender;
  readonly predicted: Gender;
}

/** How well one gender is recognised, each 0..1. A metric that would divide by zero is null. */
export interface ClassMetrics {
  /** Of the faces of this gender, how many were recognised. Null without a face of this gender. */
  readonly recall: number | null;
  /** Of the answers of this gender, how many were right. Null without such an answer. */
  readonly precision: number | null;
  /** Harmonic mean of the two, 2 TP / (2 TP + FP + FN). Null where the gender is neither expected nor answered. */
  readonly f1: number | null;
}

/** Gender recognition measured: the numbers that the document gives for each data set. */
export interface GenderMetrics {
  /** Faces with a known gender. */
  readonly count: number;
  /** Right answers of all, 0..1; null without a face. */
  readonly accuracy: number | null;
  readonly male: ClassMetrics;
  readonly female: ClassMetrics;
}

/**
 * Accuracy, and recall, precision and F1 for male and female.
 *
 * @example
 * ```ts
 * genderMetrics([{ expected: "male", predicted: "male" }]).male.recall; // 1
 * ```
 */
export function genderMetrics(pairs: readonly GenderPair[]): GenderMetrics {
  const right = pairs.filter(({ expected, predicted }) => expected === predicted).length;
  return {
    count: pairs.length,
    accuracy: ratio(right, pairs.length),
    male: classMetrics(pairs, "male"),
    female: classMetrics(pairs, "female"),
  };
}

function classMetrics(pairs: readonly GenderPair[], gender: Gender): ClassMetrics {
  const expected = pairs.filter((pair) => pair.expected === gender).length;
  const answered = pairs.filter((pair) => pair.predicted === gender).length;
  const right = pairs.filter((pair) => pair.expected === gender && pair.predicted === gender).length;
  return {
    recall: ratio(right, expected),
    precision: ratio(right, answered),
    f1: ratio(2 * right, expected + answered),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
