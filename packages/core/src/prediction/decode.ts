import { InvalidArgumentError } from "../errors";
import type { ProbabilityBatch } from "../model/backend";
import { describeValue } from "../values/describe-value";
import type { Calibration, OutsideShares } from "../weights/calibration";
import type { Labels } from "../weights/manifest";
import { ageInterval, ageTemperatureAt, applyTemperature, argmaxAge, expectedAge } from "./age";
import { summariseAnswer } from "./answer-summary";
import { checkAtLeast, probabilityAtLeast as sumFrom } from "./at-least";
import { checkOutsideShares, type OutsideAgeRange, tellOutside } from "./outside";

/** Apparent gender, a guess about looks. */
export type Gender = "female" | "male";

/** What the model guesses of one face. Plain data that survives JSON. */
export interface AgeGenderPrediction {
  /** Apparent age in years, within the model's age range. */
  readonly age: number;
  /** Lowest and highest age, years, of the interval that holds the stated probability. */
  readonly ageInterval: readonly [lowest: number, highest: number];
  readonly gender: Gender;
  /** Probability of that gender, 0.5..1. */
  readonly genderProbability: number;
  /**
   * How likely the face is younger or older than any age that the model can answer, so that its age means little. Only where the
   * weights are calibrated for it. A hint with a known rate of errors, not a check of age: see the model card.
   */
  readonly outsideAgeRange?: OutsideAgeRange;
  /** How likely the crop shows no face at all, 0..1. Only where the weights are calibrated for it; a detector's score says more. */
  readonly noFaceProbability?: number;
  /** Probability, 0..1, that somebody is at least as old as was asked for. Not a check of age: see the model card. */
  readonly probabilityAtLeast?: number;
  /** Probability of every age from the lowest to the highest, where asked for. */
  readonly ageDistribution?: readonly number[];
}

/** Names of the options. */
export const decodeOptionNames = [
  "ageFrom",
  "intervalProbability",
  "outsideShares",
  "ageDistribution",
  "probabilityAtLeast",
] as const satisfies readonly (keyof DecodeOptions)[];

/** How probabilities become an answer. */
export interface DecodeOptions {
  /** "expectation" of the age distribution (the document's choice, the default) or its most probable class. */
  ageFrom?: "expectation" | "argmax" | undefined;
  /** Probability that the age interval holds, in (0, 1). Default 0.8. */
  intervalProbability?: number | undefined;
  /**
   * How many faces younger and older than the model's ages, and how many crops without a face, are to be expected where the
   * pictures come from, each in (0, 1). Default: what the weights' calibration assumes. A school wants more of the younger.
   */
  outsideShares?: Partial<OutsideShares> | undefined;
  /**
   * Adds the probability that somebody is at least so many whole years old, by the calibrated distribution and, where the weights know
   * them, the shares of faces outside the model's ages. An age among the model's classes.
   */
  probabilityAtLeast?: number | undefined;
  /** Adds the age distribution to each prediction. Default false. */
  ageDistribution?: boolean | undefined;
}

/**
 * Turns a network's probabilities into predictions.
 *
 * @param probabilities - `age` [N, classes] and `gender` [N, 2], as a backend returns them.
 * @throws InvalidArgumentError for an interval probability or a share outside (0, 1), and for a `probabilityAtLeast` that the
 * model's classes cannot tell.
 */
export function decodePredictions(
  probabilities: ProbabilityBatch,
  {
    labels,
    calibration,
    ageFrom = "expectation",
    intervalProbability = 0.8,
    outsideShares = {},
    probabilityAtLeast,
    ageDistribution = false,
  }: DecodeOptions & { labels: Labels; calibration?: Calibration | undefined },
): AgeGenderPrediction[] {
  if (ageFrom !== "expectation" && ageFrom !== "argmax")
    throw new InvalidArgumentError(
      `Expected ageFrom to be "expectation" or "argmax", received ${describeValue(ageFrom)}.`,
    );
  if (!(intervalProbability > 0 && intervalProbability < 1))
    throw new InvalidArgumentError(
      `Expected intervalProbability between 0 and 1 (both excluded), received ${describeValue(intervalProbability)}.`,
    );
  checkOutsideShares(outsideShares, calibration);
  if (probabilityAtLeast !== undefined) checkAtLeast(probabilityAtLeast, labels, calibration);
  const classes = labels.age.maximum - labels.age.minimum + 1;
  const count = probabilities.gender.length / 2;
  return Array.from({ length: count }, (_, index) => {
    const raw = probabilities.age.subarray(index * classes, (index + 1) * classes);
    const expected = expectedAge(raw, labels.age.minimum);
    const calibrated = applyTemperature(raw, calibration ? ageTemperatureAt(expected, { labels, calibration }) : 1);
    const rawGender = probabilities.gender.subarray(index * 2, index * 2 + 2);
    const gender = applyTemperature(rawGender, calibration?.genderTemperature ?? 1);
    const male = gender[1]! > gender[0]! ? 1 : 0;
    const outside = calibration ? tellOutside(summariseAnswer(raw, rawGender), calibration, outsideShares) : {};
    return {
      age: ageFrom === "argmax" ? argmaxAge(raw, labels.age.minimum) : expected,
      ageInterval: ageInterval(calibrated, labels.age.minimum, intervalProbability),
      gender: labels.gender[male]!,
      genderProbability: gender[male]!,
      ...outside,
      ...(probabilityAtLeast === undefined
        ? {}
        : {
            probabilityAtLeast: sumFrom(probabilityAtLeast, calibrated, { labels, outside: outside.outsideAgeRange }),
          }),
      ...(ageDistribution ? { ageDistribution: Array.from(calibrated) } : {}),
    };
  });
}
