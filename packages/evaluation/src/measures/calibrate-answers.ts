import { type Gender, InvalidArgumentError } from "@fagr/core";
import { type AnswerSummary, type Calibration, summariseAnswer } from "@fagr/core/network";
import type { AgeRange } from "./age-range";
import { type CalibrationData, fitCalibration } from "./calibrate";
import type { FaceRecord } from "./face-record";
import { fitAttributeTemperatures } from "./fit-attribute-temperatures";
import { type AgePlace, fitAgeRange, fitNoFace } from "./fit-outside";

/** With fewer faces of known age, or of known gender, a fit is mostly chance. */
const fewestFaces = 100;
/** With fewer faces younger or older than the model's ages, no recognition of such faces is fitted. */
const fewestOutside = 30;

/**
 * A labelled face and the network's own answer: from a model without calibration, with `ageDistribution: true` and, if it has
 * further attributes, `attributeDistributions: true`.
 */
export interface CalibrationAnswer extends Pick<FaceRecord, "age" | "attributes" | "prediction"> {
  readonly gender: Gender | null;
  /** Lowest and highest age, years, if the label is a band. */
  readonly ageBand?: readonly [lowest: number, highest: number];
}

/** How a calibration is fitted to answers. */
export interface CalibrateAnswersOptions {
  /** The model's lowest and highest age, years. */
  readonly ageRange: AgeRange;
  /** Summaries of answers to crops without a face; with them `noFace` is fitted. */
  readonly noFaces?: readonly AnswerSummary[];
}

/** Where a known age or age band lies; null if nothing is known or a band crosses an end of the range. */
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
export function summaryOf(prediction: FaceRecord["prediction"]): {
  readonly genders: readonly [female: number, male: number];
  readonly summary: AnswerSummary;
} {
  const [ages, genders] = [prediction.ageDistribution, gendersOf(prediction)];
  if (!ages || !genders)
    throw new InvalidArgumentError(
      "Expected answers with the probability of every age and of the gender, received one without. Predict with { ageDistribution: true } and a model of both tasks.",
    );
  return { genders, summary: summariseAnswer(ages, genders) };
}

function gendersOf({ gender, genderProbability }: FaceRecord["prediction"]) {
  if (genderProbability === undefined) return null;
  const male = gender === "male" ? genderProbability : 1 - genderProbability;
  return [1 - male, male] as const;
}

/** Answers as {@link fitCalibration} takes them. Ages outside the model's are unknown to it. What the model does not tell is empty. */
export function toCalibrationData(answers: readonly CalibrationAnswer[], ageRange: AgeRange): CalibrationData {
  return {
    age: Float32Array.from(answers.flatMap(({ prediction }) => prediction.ageDistribution ?? [])),
    gender: Float32Array.from(answers.flatMap(({ prediction }) => gendersOf(prediction) ?? [])),
    ages: answers.map((answer) => (agePlaceOf(answer, ageRange) === "within" ? answer.age : null)),
    genders: answers.map(({ gender }) => (gender === null ? null : gender === "male" ? 1 : 0)),
    minimumAge: ageRange[0],
  };
}

/**
 * Fits as much of a manifest's calibration as the faces allow: always temperatures and intervals of the model's tasks; a
 * temperature for every further attribute with 100 labelled faces and two labels; the recognition of faces younger and older than
 * the model's ages, if there are 30 of each; the recognition of crops without a face, if such are given. Use faces that training
 * never saw.
 *
 * @throws InvalidArgumentError with fewer than 100 faces of a known age within the model's, or of known gender, for a model that answers it, and for
 * answers without the probability of every age.
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
  const [first] = answers;
  if (first?.prediction.age !== undefined && !first.prediction.ageDistribution) summaryOf(first.prediction);
  const within = answers.filter((answer) => answer.age === null || agePlaceOf(answer, ageRange) === "within");
  const data = toCalibrationData(within, ageRange);
  checkCounts(data, ageRange);
  const attributeTemperatures = fitAttributeTemperatures(answers, fewestFaces);
  return {
    ...fitCalibration(data),
    ...(Object.keys(attributeTemperatures).length > 0 ? { attributeTemperatures } : {}),
    // Both read the answers of both heads.
    ...(data.age.length > 0 && data.gender.length > 0 ? fitOutside(answers, { ageRange, noFaces }) : {}),
  };
}

/** Tasks that the model does not answer need no labels. */
function checkCounts(data: CalibrationData, ageRange: AgeRange): void {
  const count = (labels: readonly unknown[]) => labels.filter((label) => label !== null).length;
  const needed = [
    ...(data.age.length > 0 || data.gender.length === 0
      ? [{ what: `a known age of ${ageRange.join(" to ")} years`, count: count(data.ages) }]
      : []),
    ...(data.gender.length > 0 ? [{ what: "known gender", count: count(data.genders) }] : []),
  ];
  if (needed.every((one) => one.count >= fewestFaces)) return;
  throw new InvalidArgumentError(
    `Expected at least ${fewestFaces} faces of ${needed.map(({ what }) => what).join(" and as many of ")} to calibrate on, received ${needed.map((one) => one.count).join(" and ")}. Use a larger validation share, or more data.`,
  );
}

function fitOutside(
  answers: readonly CalibrationAnswer[],
  { ageRange, noFaces }: Required<CalibrateAnswersOptions>,
): Pick<Calibration, "ageRange" | "noFace"> {
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
    ...(tellsOutside ? { ageRange: fitAgeRange(placed) } : {}),
    ...(noFaces.length > 0
      ? { noFace: fitNoFace([...faces, ...noFaces.map((summary) => ({ summary, face: false }))]) }
      : {}),
  };
}
