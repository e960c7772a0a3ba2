// From probabilities to an answer: expected age, interval, gender, and whether the face lies outside what the model was trained on.
// Arithmetic on plain arrays.
import { InvalidArgumentError } from "../errors";
import type { ProbabilityBatch } from "../model/backend";
import { describeValue } from "../values/describe-value";
import type { Calibration, OutsideShares } from "../weights/calibration";
import type { Labels } from "../weights/manifest";
import { allTasks, type Task } from "../weights/tasks";
import { ageInterval, ageReachAt, ageTemperatureAt, applyTemperature, argmaxAge, expectedAge } from "./age";
import { summariseAnswer } from "./answer-summary";
import { checkAtLeast, probabilityAtLeast as sumFrom } from "./at-least";
import { type AttributeAnswer, attributeAnswers } from "./attributes";
import { checkOutsideShares, type OutsideAgeRange, tellOutside } from "./outside";

/** Apparent gender, a guess from looks. */
export type Gender = "female" | "male";

/**
 * The model's prediction for one face. Plain data that survives JSON. Weights that, according to their manifest, have learned
 * only one task answer without the fields of the other: see {@link PredictionOf}.
 */
export interface AgeGenderPrediction {
  /** Apparent age in years, within the model's age range. */
  readonly age: number;
  /** Lowest and highest age, years, of the interval that holds the stated probability. */
  readonly ageInterval: readonly [lowest: number, highest: number];
  readonly gender: Gender;
  /** Probability of that gender, 0.5..1. */
  readonly genderProbability: number;
  /**
   * How likely the face is younger or older than any age that the model can answer, so that its age means little. Present if the
   * weights are calibrated for it. A hint with known error rates, not an age check: see the model card.
   */
  readonly outsideAgeRange?: OutsideAgeRange;
  /** How likely the crop shows no face at all, 0..1. Present if the weights are calibrated for it; a detector's score is more reliable. */
  readonly noFaceProbability?: number;
  /** Probability, 0..1, that somebody is at least `probabilityAtLeast` years old. Not an age check: see the model card. */
  readonly probabilityAtLeast?: number;
  /** Probability of every age from the lowest to the highest, if requested. */
  readonly ageDistribution?: readonly number[];
  /** Further attributes by name, such as `glasses`. Present if the weights have such heads. */
  readonly attributes?: Readonly<Record<string, AttributeAnswer>>;
}

/** Fields that belong to one task. */
interface TaskFields {
  age: "age" | "ageInterval" | "outsideAgeRange" | "probabilityAtLeast" | "ageDistribution";
  gender: "gender" | "genderProbability";
}

/** A prediction of weights that have learned these tasks; the fields of the others are absent. */
export type PredictionOf<Known extends Task = Task> = [Task] extends [Known]
  ? AgeGenderPrediction
  : Omit<AgeGenderPrediction, TaskFields[Exclude<Task, Known>]>;

/** Names of the options. */
export const decodeOptionNames = [
  "ageFrom",
  "intervalProbability",
  "outsideShares",
  "ageDistribution",
  "attributeDistributions",
  "probabilityAtLeast",
] as const satisfies readonly (keyof DecodeOptions)[];

/** How probabilities become an answer. */
export interface DecodeOptions {
  /** "expectation" of the age distribution (the document's choice, the default) or its most probable class. */
  ageFrom?: "expectation" | "argmax" | undefined;
  /** Probability that the age interval holds, in (0, 1). Default 0.8. */
  intervalProbability?: number | undefined;
  /**
   * Expected shares of faces younger and older than the model's ages, and of crops without a face, among your pictures, each in
   * (0, 1). Default: what the weights' calibration assumes. For a school, raise the share of younger faces.
   */
  outsideShares?: Partial<OutsideShares> | undefined;
  /**
   * Adds the probability that somebody is at least this many years old, from the calibrated distribution and, if the weights have
   * them, the probabilities outside the model's ages. One of the model's ages.
   */
  probabilityAtLeast?: number | undefined;
  /** Adds the age distribution to each prediction. Default false. */
  ageDistribution?: boolean | undefined;
  /** Adds the probability of every label to each attribute. Default false. */
  attributeDistributions?: boolean | undefined;
}

/**
 * Turns a network's probabilities into predictions.
 *
 * @param probabilities - `age` [N, classes] and `gender` [N, 2], as a backend returns them.
 * @param options - `tasks`: what the network has learned, both by default. Fields of other tasks are absent, and so are those
 * that need both.
 * @throws InvalidArgumentError for an interval probability or a share outside (0, 1), and for a `probabilityAtLeast` outside the
 * model's classes, or with weights that have not learned ages.
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
    attributeDistributions = false,
    tasks = allTasks,
  }: DecodeOptions & {
    labels: Labels;
    calibration?: Calibration | undefined;
    tasks?: readonly Task[] | undefined;
  },
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
  const [knowsAge, knowsGender] = [tasks.includes("age"), tasks.includes("gender")];
  if (probabilityAtLeast !== undefined) {
    if (!knowsAge)
      throw new InvalidArgumentError(
        "Expected probabilityAtLeast of weights that have learned ages, received weights that have learned only the gender. Leave it out, or load other weights.",
      );
    checkAtLeast(probabilityAtLeast, labels, calibration);
  }
  const classes = labels.age.maximum - labels.age.minimum + 1;
  const count = probabilities.gender.length / 2;
  return Array.from({ length: count }, (_, index) => {
    const raw = probabilities.age.subarray(index * classes, (index + 1) * classes);
    const rawGender = probabilities.gender.subarray(index * 2, index * 2 + 2);
    // Both regressions read both heads.
    const outside =
      calibration && knowsAge && knowsGender
        ? tellOutside(summariseAnswer(raw, rawGender), calibration, outsideShares)
        : {};
    const ageAnswer = () => {
      const expected = expectedAge(raw, labels.age.minimum);
      const calibrated = applyTemperature(raw, calibration ? ageTemperatureAt(expected, { labels, calibration }) : 1);
      return {
        age: ageFrom === "argmax" ? argmaxAge(raw, labels.age.minimum) : expected,
        ageInterval: ageInterval(
          calibrated,
          labels.age.minimum,
          intervalProbability,
          ageReachAt(expected, { labels, calibration }),
        ),
        calibrated,
      };
    };
    const { calibrated, ...age } = knowsAge ? ageAnswer() : { calibrated: null };
    const answer: Partial<AgeGenderPrediction> = {
      ...age,
      ...(knowsGender ? genderAnswer(rawGender, { labels, calibration }) : {}),
      ...outside,
      ...(calibrated && probabilityAtLeast !== undefined
        ? {
            probabilityAtLeast: sumFrom(probabilityAtLeast, calibrated, { labels, outside: outside.outsideAgeRange }),
          }
        : {}),
      ...(calibrated && ageDistribution ? { ageDistribution: Array.from(calibrated) } : {}),
      ...(labels.attributes && probabilities.attributes
        ? {
            attributes: attributeAnswers(index, probabilities.attributes, {
              labels: labels.attributes,
              temperatures: calibration?.attributeTemperatures ?? {},
              distributions: attributeDistributions,
            }),
          }
        : {}),
    };
    // Whole unless the manifest says otherwise; who loads by `tasks` has the type that fits.
    return answer as AgeGenderPrediction;
  });
}

function genderAnswer(
  raw: Float32Array,
  { labels, calibration }: { labels: Labels; calibration: Calibration | undefined },
): Pick<AgeGenderPrediction, "gender" | "genderProbability"> {
  const gender = applyTemperature(raw, calibration?.genderTemperature ?? 1);
  const male = gender[1]! > gender[0]! ? 1 : 0;
  return { gender: labels.gender[male]!, genderProbability: gender[male]! };
}
