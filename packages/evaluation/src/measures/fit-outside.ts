import { InvalidArgumentError } from "@fagr/core";
import {
  type AnswerSummary,
  type AnswerWeights,
  answerSummaryNames,
  type OutsideCalibration,
} from "@fagr/core/network";
import { type ClassWeights, fitLogisticRegression } from "./logistic-regression";

type AgeRangeCalibration = NonNullable<OutsideCalibration["ageRange"]>;
type NoFaceCalibration = NonNullable<OutsideCalibration["noFace"]>;

/** Where an age lies: below the model's classes, within, or above them. */
export type AgePlace = "younger" | "within" | "older";

/** The default prior: a fifth of the faces are younger, a tenth are older. */
export const usualAgeShares: AgeRangeCalibration["shares"] = { younger: 0.2, older: 0.1 };

/** One crop in fifty, for the errors of detectors. */
export const usualNoFaceShare = 0.02;

const places: readonly AgePlace[] = ["within", "younger", "older"];

/**
 * Fits how likely a face is younger or older than the model's classes from the summary of its answer. Use faces that training
 * never saw, of all ages; how many there are of each kind does not matter, because the result assumes the given shares.
 *
 * @throws InvalidArgumentError unless there are faces younger, within and older.
 *
 * @example
 * ```ts
 * const ageRange = fitAgeRange(answered.map(({ age, probabilities }) => ({
 *   place: age < 18 ? "younger" : age > 65 ? "older" : "within",
 *   summary: summariseAnswer(probabilities.age, probabilities.gender),
 * })));
 * ```
 */
export function fitAgeRange(
  faces: readonly { readonly summary: AnswerSummary; readonly place: AgePlace }[],
  { shares = usualAgeShares }: { shares?: AgeRangeCalibration["shares"] } = {},
): AgeRangeCalibration {
  const count = (wanted: AgePlace) => faces.filter(({ place }) => place === wanted).length;
  for (const place of places)
    if (count(place) === 0)
      throw new InvalidArgumentError(
        `Expected faces younger than the model's ages, within them and older, received none that is "${place}". Use a data set of all ages.`,
      );
  const fitted = fitLogisticRegression({
    features: faces.map(({ summary }) => toVector(summary)),
    classes: faces.map(({ place }) => places.indexOf(place)),
    classCount: places.length,
  });
  // The bias holds the odds of the data; it is moved to the odds that the answer is to assume.
  const within = 1 - shares.younger - shares.older;
  const shift = (place: "younger" | "older") => Math.log(shares[place] / within / (count(place) / count("within")));
  return {
    younger: toWeights(fitted[0]!, shift("younger")),
    older: toWeights(fitted[1]!, shift("older")),
    shares,
  };
}

/**
 * Fits how likely a crop shows no face from the summary of its answer.
 *
 * @param crops - Faces of all kinds, and crops without a face, none of which training saw.
 * @throws InvalidArgumentError unless there are both.
 *
 * @example
 * ```ts
 * const noFace = fitNoFace([...faceSummaries.map((summary) => ({ summary, face: true })), ...wallSummaries.map((summary) => ({ summary, face: false }))]);
 * ```
 */
export function fitNoFace(
  crops: readonly { readonly summary: AnswerSummary; readonly face: boolean }[],
  { share = usualNoFaceShare }: { share?: number } = {},
): NoFaceCalibration {
  const faces = crops.filter(({ face }) => face).length;
  if (faces === 0 || faces === crops.length)
    throw new InvalidArgumentError(
      `Expected crops with a face and crops without one, received ${faces} with and ${crops.length - faces} without.`,
    );
  const [fitted] = fitLogisticRegression({
    features: crops.map(({ summary }) => toVector(summary)),
    classes: crops.map(({ face }) => (face ? 0 : 1)),
    classCount: 2,
  });
  const shift = Math.log(share / (1 - share) / ((crops.length - faces) / faces));
  return { weights: toWeights(fitted!, shift), share };
}

function toVector(summary: AnswerSummary): number[] {
  return answerSummaryNames.map((name) => summary[name]);
}

function toWeights({ bias, weights }: ClassWeights, shift: number): AnswerWeights {
  const [logYoungest, logOldest, meanAge, ageDeviation, genderDoubt] = weights.map(round) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { bias: round(bias + shift), logYoungest, logOldest, meanAge, ageDeviation, genderDoubt };
}

const round = (value: number) => Math.round(value * 10_000) / 10_000;
