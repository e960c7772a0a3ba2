import { type Gender, InvalidArgumentError } from "@fagr/core";
import { type AnswerSummary, type Calibration, summariseAnswer } from "@fagr/core/network";
import type { AgeRange } from "./age-range";
import { type CalibrationData, fitCalibration } from "./calibrate";
import type { FaceRecord } from "./face-record";
import { type AgePlace, fitAgeRange, fitNoFace } from "./fit-outside";

/** With fewer faces of known age, or of known gender, a fit is mostly chance. */
const fewestFaces = 100;
/** With fewer faces younger or older than the model's ages, nothing is fitted to tell them. */
const fewestOutside = 30;

/** A labelled face and the network's own answer about it: of a model without calibration, with `ageDistribution: true`. */
export interface CalibrationAnswer extends Pick<FaceRecord, "age" | "prediction"> {
  readonly gender: Gender | null;
  /** Lowest and highest age, years, where that is what is known. */
  readonly ageBand?: readonly [lowest: number, highest: number];
}

/** How a calibration is fitted to answers. */
export interface CalibrateAnswersOptions {
  /** The model's lowest and highest age, years. */
  readonly ageRange: AgeRange;
  /** Summaries of answers about crops that show no face; with them, what is no face is told. */
  readonly noFaces?: readonly AnswerSummary[];
}

/** Where a known age or band of ages lies; null where nothing is known or a band reaches over an end of the range. */
export function agePlaceOf(
  { age, ageBand }: Pick<CalibrationAnswer, "age" | "ageBand">,
  [minimum, maximum]: AgeRange,
): AgePlace | null {
  const band = age === null ? ageBand : ([age, age] as const);
  if (!band) return null;
  if (band[1] < minimum) return "younger";
  if (band[0] > maximum) return "older";
  return band[0] >= minimum && band[1] <= maximum ? "within" : null;
}

/** The network's own gender probabilities, female and male, and the summary of an answer. */
export function summaryOf({ ageDistribution, gender, genderProbability }: FaceRecord["prediction"]): {
  readonly genders: readonly [female: number, male: number];
  readonly summary: AnswerSummary;
} {
  if (!ageDistribution || genderProbability === undefined)
    throw new InvalidArgumentError(
      "Expected answers with the probability of every age and of the gender, received one without. Predict with { ageDistribution: true } and a model of both tasks.",
    );
  const male = gender === "male" ? genderProbability : 1 - genderProbability;
  const genders = [1 - male, male] as const;
  return { genders, summary: summariseAnswer(ageDistribution, genders) };
}

/** Answers as {@link fitCalibration} takes them. Ages outside the model's are unknown to it. */
export function toCalibrationData(answers: readonly CalibrationAnswer[], ageRange: AgeRange): CalibrationData {
  const given = answers.map(({ prediction }) => ({ ages: prediction.ageDistribution, ...summaryOf(prediction) }));
  return {
    age: Float32Array.from(given.flatMap(({ ages }) => ages!)),
    gender: Float32Array.from(given.flatMap(({ genders }) => genders)),
    ages: answers.map((answer) => (agePlaceOf(answer, ageRange) === "within" ? answer.age : null)),
    genders: answers.map(({ gender }) => (gender === null ? null : gender === "male" ? 1 : 0)),
    minimumAge: ageRange[0],
  };
}

/**
 * Fits all of a manifest's calibration that the faces allow: temperatures and intervals always, what tells faces younger and older than the model's ages
 * where there are 30 of each, what tells crops without a face where such are given. Use faces that training never saw.
 *
 * @throws InvalidArgumentError with fewer than 100 faces of a known age within the model's, or of known gender.
 *
 * @example
 * ```ts
 * const calibration = calibrateAnswers(records, { ageRange: [18, 65] });
 * ```
 */
export function calibrateAnswers(
  answers: readonly CalibrationAnswer[],
  { ageRange, noFaces = [] }: CalibrateAnswersOptions,
): Calibration {
  const within = answers.filter((answer) => answer.age === null || agePlaceOf(answer, ageRange) === "within");
  const data = toCalibrationData(within, ageRange);
  const [aged, gendered] = [data.ages, data.genders].map((labels) => labels.filter((label) => label !== null).length);
  if (aged! < fewestFaces || gendered! < fewestFaces)
    throw new InvalidArgumentError(
      `Expected at least ${fewestFaces} faces of a known age of ${ageRange.join(" to ")} years and as many of known gender to calibrate on, received ${aged} and ${gendered}. Set more apart, or take more data.`,
    );
  const summarised = answers.map((answer) => ({
    place: agePlaceOf(answer, ageRange),
    summary: summaryOf(answer.prediction).summary,
  }));
  const placed = summarised.flatMap(({ place, summary }) => (place === null ? [] : [{ place, summary }]));
  const tellsOutside = (["younger", "older"] as const).every(
    (wanted) => placed.filter(({ place }) => place === wanted).length >= fewestOutside,
  );
  const faces = summarised.map(({ summary }) => ({ summary, face: true }));
  return {
    ...fitCalibration(data),
    ...(tellsOutside ? { ageRange: fitAgeRange(placed) } : {}),
    ...(noFaces.length > 0
      ? { noFace: fitNoFace([...faces, ...noFaces.map((summary) => ({ summary, face: false }))]) }
      : {}),
  };
}
