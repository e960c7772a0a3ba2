import { createRandom, randomNormal } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import { type CalibrationData, fitCalibration, genderCalibrationError, genderLogLoss } from "./calibrate";
import { intervalCoverage } from "./fit-age-temperature";

/** A model whose age distribution claims a deviation of 2 years and errs by 4, and that is too sure of the gender. */
function overconfident(count: number, deviationAt = (_centre: number) => 4): CalibrationData {
  const random = createRandom(1);
  const age = new Float32Array(count * 48);
  const gender = new Float32Array(count * 2);
  const ages: number[] = [];
  const genders: (0 | 1)[] = [];
  for (let index = 0; index < count; index++) {
    const centre = 12 + 24 * random();
    const row = age.subarray(index * 48, (index + 1) * 48);
    for (let year = 0; year < 48; year++) row[year] = Math.exp(-((year - centre) ** 2) / 8);
    const sum = row.reduce((total, value) => total + value);
    for (let year = 0; year < 48; year++) row[year]! /= sum;
    ages.push(18 + centre + deviationAt(centre) * randomNormal(random));
    const male = random() < 0.5 ? 1 : 0;
    gender[index * 2 + male] = 0.99;
    gender[index * 2 + 1 - male] = 0.01;
    genders.push((random() < 0.8 ? male : 1 - male) as 0 | 1);
  }
  return { age, gender, ages, genders, minimumAge: 18 };
}

describe("fitCalibration", () => {
  const data = overconfident(1500);
  const { ageTemperature, ageTemperatureSlope: slope, genderTemperature } = fitCalibration(data);

  it("widens the intervals until they cover what they state", () => {
    expect(intervalCoverage(data, { temperature: 1, probability: 0.8 })).toBeLessThan(0.55);
    expect(intervalCoverage(data, { temperature: ageTemperature, slope: slope!, probability: 0.8 })).toBeCloseTo(
      0.8,
      2,
    );
    // The variance of a Gaussian grows with the temperature: 4 years instead of 2 are a temperature of 4.
    expect(ageTemperature).toBeGreaterThan(3.4);
    expect(ageTemperature).toBeLessThan(4.6);
  });

  it("widens the intervals more where the model errs more", () => {
    // Twice as far off at the oldest answers as at the youngest: four times the variance, so temperatures 2 to 8 or so.
    const uneven = overconfident(1500, (centre) => 2 * 2 ** (centre / 24));
    const fitted = fitCalibration(uneven);
    expect(Math.abs(slope!)).toBeLessThan(0.75);
    expect(fitted.ageTemperatureSlope).toBeGreaterThan(1);
    const old = (data: CalibrationData): CalibrationData => ({
      ...data,
      ages: data.ages.map((age, index) => (data.age[index * 48 + 10]! > 0.01 ? null : age)),
    });
    const covered = (at: number) =>
      intervalCoverage(old(uneven), { temperature: fitted.ageTemperature, slope: at, probability: 0.8 });
    expect(Math.abs(covered(fitted.ageTemperatureSlope!) - 0.8)).toBeLessThan(Math.abs(covered(0) - 0.8));
  });

  it("makes a gender probability of 0.99 that is right in 80 % of the cases about 0.8", () => {
    expect(genderCalibrationError(data, 1)).toBeGreaterThan(0.15);
    expect(genderCalibrationError(data, genderTemperature)).toBeLessThan(0.03);
    expect(genderLogLoss(data, genderTemperature)).toBeLessThan(genderLogLoss(data, 1));
  });

  it("refuses data without labels", () => {
    expect(() => fitCalibration({ ...data, ages: data.ages.map(() => null) })).toThrow(/known age/);
  });
});
