import { createRandom, randomNormal } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import type { CalibrationData } from "./calibrate";
import { fitAgeReach } from "./fit-age-reach";
import { intervalCoverage } from "./fit-age-temperature";

const temperature = { ageTemperature: 1, ageTemperatureSlope: 0 };

/** A network that answers people of 54 and more so many years too young, and states a doubt of 5 years rightly. */
function answers(count: number, tooYoung: number, seed = 3): CalibrationData {
  const random = createRandom(seed);
  const age = new Float32Array(count * 48);
  const ages = Array.from({ length: count }, (_, index) => {
    const known = 18 + Math.floor(48 * random());
    const centre = known - 18 + 5 * randomNormal(random) - (known >= 54 ? tooYoung : 0);
    const row = age.subarray(index * 48, (index + 1) * 48);
    for (let year = 0; year < 48; year++) row[year] = Math.exp(-((year - centre) ** 2) / 50);
    const sum = row.reduce((total, value) => total + value);
    for (let year = 0; year < 48; year++) row[year]! /= sum;
    return known;
  });
  const genders = ages.map(() => 0 as const);
  return { age, gender: new Float32Array(count * 2).fill(0.5), ages, genders, minimumAge: 18 };
}

function coverageOf(data: CalibrationData, old: boolean, reach = { above: 1, slope: 0 }) {
  const ages = data.ages.map((age) => (age! >= 54 === old ? age : null));
  return intervalCoverage({ ...data, ages }, { temperature: 1, reach, probability: 0.8 });
}

describe("fitAgeReach", () => {
  it("has as many of the old inside as stated, and of the others too", () => {
    const data = answers(2000, 5);
    const reach = fitAgeReach(data, temperature, { probability: 0.8 })!;
    expect(reach.slope).toBeGreaterThan(0.5);
    // Of these it was fitted to, and of others.
    for (const faces of [data, answers(2000, 5, 4)]) {
      expect(coverageOf(faces, true)).toBeLessThan(0.7);
      for (const old of [true, false]) expect(Math.abs(coverageOf(faces, old, reach) - 0.8)).toBeLessThan(0.06);
    }
  });

  it("changes little where nobody is answered too young", () => {
    const { above, slope } = fitAgeReach(answers(2000, 0), temperature, { probability: 0.8 })!;
    expect(Math.abs(Math.log(above))).toBeLessThan(0.2);
    expect(Math.abs(slope)).toBeLessThan(0.6);
  });

  it("needs two groups of ages of 100 faces", () => {
    expect(fitAgeReach(answers(150, 5), temperature, { probability: 0.8 })).toBeUndefined();
  });
});
