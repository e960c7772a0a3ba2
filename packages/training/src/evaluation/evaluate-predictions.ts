import { type AgeGenderPrediction, type Gender, InvalidArgumentError } from "@fagr/core";
import { type AgeMetrics, ageMetrics } from "./age-metrics";
import type { AgeRange } from "./age-range";
import { type GenderMetrics, genderMetrics } from "./gender-metrics";

/** What is known of a face. Null is unknown, and leaves the face out of that metric alone. */
export interface KnownFace {
  /** Years. */
  readonly age: number | null;
  readonly gender: Gender | null;
}

/** A model measured on labelled faces. Plain data that survives JSON. */
export interface Evaluation {
  /** Faces predicted. */
  readonly count: number;
  readonly gender: GenderMetrics;
  readonly age: AgeMetrics;
}

/**
 * Compares predictions with what is known: gender accuracy, recall, precision and F1, and the mean absolute age error
 * overall and at every age, as the document FaceAgeGenderRecognition reports them.
 *
 * @param labels - What is known, one a face.
 * @param predictions - What a model answered, in the same order.
 * @param options - `ageRange`: the model's ages, years, default `[18, 65]`; faces outside it are left out of the age error.
 * @throws InvalidArgumentError if there are not as many labels as predictions.
 *
 * @example
 * ```ts
 * const { gender, age } = evaluatePredictions([{ age: 30, gender: null }], await model.predict([face]));
 * console.log(age.mae, gender.accuracy); // such as 2.4 and null
 * ```
 */
export function evaluatePredictions(
  labels: readonly KnownFace[],
  predictions: readonly Pick<AgeGenderPrediction, "age" | "gender">[],
  { ageRange = [18, 65] }: { ageRange?: AgeRange } = {},
): Evaluation {
  if (labels.length !== predictions.length)
    throw new InvalidArgumentError(
      `Expected one prediction a label, received ${labels.length} labels and ${predictions.length} predictions.`,
    );
  const genderPairs = labels.flatMap(({ gender }, index) =>
    gender === null ? [] : [{ expected: gender, predicted: predictions[index]!.gender }],
  );
  const agePairs = labels.flatMap(({ age }, index) =>
    age === null ? [] : [{ expected: age, predicted: predictions[index]!.age }],
  );
  return { count: labels.length, gender: genderMetrics(genderPairs), age: ageMetrics(agePairs, ageRange) };
}
