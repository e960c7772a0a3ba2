import { InvalidArgumentError } from "@fagr/core";
import { applyTemperature, type Calibration } from "@fagr/core/network";
import { fitAgeTemperature } from "./fit-age-temperature";

/** Probabilities of labelled faces, to calibrate on. */
export interface CalibrationData {
  /** `[N, classes]` */
  readonly age: Float32Array;
  /** `[N, 2]` female, male */
  readonly gender: Float32Array;
  /** Years, or null where unknown or outside the classes. */
  readonly ages: readonly (number | null)[];
  /** 0 female, 1 male, or null. */
  readonly genders: readonly (0 | 1 | null)[];
  /** Years of class 0. */
  readonly minimumAge: number;
}

/** Mean negative log-likelihood of the labelled gender, when the probabilities are tempered. */
export function genderLogLoss(data: CalibrationData, temperature: number): number {
  let sum = 0;
  let count = 0;
  for (const [index, gender] of data.genders.entries()) {
    if (gender === null) continue;
    const row = applyTemperature(data.gender.subarray(index * 2, index * 2 + 2), temperature);
    sum -= Math.log(Math.max(row[gender]!, 1e-7));
    count++;
  }
  return sum / count;
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
 * Finds the temperatures at which the model's doubt is honest: for age, that the interval of the given probability covers
 * that share of the faces, as evenly as can be over young and old answers; for gender, the one of least log-loss (Guo et al. 2017). Use faces that training never saw.
 *
 * @throws InvalidArgumentError without faces of known age and of known gender.
 */
export function fitCalibration(
  data: CalibrationData,
  { probability = 0.8 }: { probability?: number } = {},
): Calibration {
  if (data.ages.every((age) => age === null) || data.genders.every((gender) => gender === null))
    throw new InvalidArgumentError(
      "Expected faces with a known age and faces with a known gender to calibrate on, received none of one kind.",
    );
  const temperatures = Array.from({ length: 161 }, (_, index) => 0.25 * 16 ** (index / 160));
  const losses = temperatures.map((temperature) => genderLogLoss(data, temperature));
  const genderTemperature = temperatures[losses.indexOf(Math.min(...losses))]!;
  return {
    ...fitAgeTemperature(data, { probability }),
    genderTemperature: Math.round(genderTemperature * 1000) / 1000,
  };
}
