import { InvalidArgumentError } from "@fagr/core";
import { applyTemperature, type Calibration } from "@fagr/core/network";
import { fitAgeReach } from "./fit-age-reach";
import { fitAgeTemperature } from "./fit-age-temperature";
import { fitTemperature, type LabelledAnswer, logLossAt } from "./fit-temperature";

/** Probabilities of labelled faces, to calibrate on. */
export interface CalibrationData {
  /** `[N, classes]`; empty of a model that tells no ages */
  readonly age: Float32Array;
  /** `[N, 2]` female, male; empty of a model that tells no gender */
  readonly gender: Float32Array;
  /** Years, or null where unknown or outside the classes. */
  readonly ages: readonly (number | null)[];
  /** 0 female, 1 male, or null. */
  readonly genders: readonly (0 | 1 | null)[];
  /** Years of class 0. */
  readonly minimumAge: number;
}

/** Faces of known gender. */
function genderAnswers({ gender, genders }: CalibrationData): LabelledAnswer[] {
  return genders.flatMap((label, index) =>
    label === null ? [] : [{ probabilities: gender.subarray(index * 2, index * 2 + 2), label }],
  );
}

/** Mean negative log-likelihood of the labelled gender, when the probabilities are tempered. */
export function genderLogLoss(data: CalibrationData, temperature: number): number {
  return logLossAt(genderAnswers(data), temperature);
}

/** Expected calibration error of the gender probability over ten bins of 0.05 from 0.5 to 1 (Naeini et al. 2015). */
export function genderCalibrationError(data: CalibrationData, temperature: number): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, right: 0, confidence: 0 }));
  for (const [index, gender] of data.genders.entries()) {
    if (gender === null) continue;
    const [female, male] = applyTemperature(data.gender.subarray(index * 2, index * 2 + 2), temperature) as unknown as [
      number,
      number,
    ];
    const confidence = Math.max(female, male);
    const bin = bins[Math.min(Math.floor((confidence - 0.5) * 20), 9)]!;
    bin.count++;
    bin.confidence += confidence;
    if ((male > female ? 1 : 0) === gender) bin.right++;
  }
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  return bins.reduce((sum, { right, confidence }) => sum + Math.abs(right - confidence), 0) / total;
}

/**
 * Fits what calibrates the model. For age, a temperature at which the interval of the given probability covers that share of the
 * faces, as evenly as possible over young and old answers, and how far the interval reaches above the answer, so that it covers
 * people of every age. For gender, the temperature with the lowest log-loss (Guo et al. 2017). Use faces that training never saw.
 * Tasks that the model does not answer have the temperature 1.
 *
 * @throws InvalidArgumentError without faces of known age, or of known gender, for a model that answers it.
 */
export function fitCalibration(
  data: CalibrationData,
  { probability = 0.8 }: { probability?: number } = {},
): Calibration {
  const [tellsAge, tellsGender] = [data.age.length > 0, data.gender.length > 0];
  if (
    (tellsAge && data.ages.every((age) => age === null)) ||
    (tellsGender && data.genders.every((gender) => gender === null))
  )
    throw new InvalidArgumentError(
      "Expected faces with a known age and faces with a known gender to calibrate on, received none of one kind.",
    );
  return {
    ...(tellsAge ? fitAge(data, probability) : { ageTemperature: 1 }),
    genderTemperature: tellsGender ? fitTemperature(genderAnswers(data)) : 1,
  };
}

function fitAge(data: CalibrationData, probability: number) {
  const temperature = fitAgeTemperature(data, { probability });
  const ageReach = fitAgeReach(data, temperature, { probability });
  return { ...temperature, ...(ageReach ? { ageReach } : {}) };
}
