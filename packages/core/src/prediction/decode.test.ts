import { describe, expect, it } from "@jest/globals";
import { InvalidArgumentError } from "../errors";
import type { Labels } from "../weights/manifest";
import { decodePredictions } from "./decode";

const labels: Labels = { age: { minimum: 20, maximum: 23 }, gender: ["female", "male"] };
const probabilities = {
  age: Float32Array.of(0.5, 0.25, 0.25, 0, 0, 0, 0.25, 0.75),
  gender: Float32Array.of(0.75, 0.25, 0.125, 0.875),
};

describe("decodePredictions", () => {
  it("answers one prediction a face, with the expectation as age", () => {
    const [first, second] = decodePredictions(probabilities, { labels });
    expect(first).toMatchObject({ age: 20.75, gender: "female", genderProbability: 0.75 });
    expect(second).toMatchObject({ age: 22.75, gender: "male", genderProbability: 0.875 });
    expect(decodePredictions(probabilities, { labels })).toHaveLength(2);
  });

  it("answers nothing for nothing", () => {
    expect(decodePredictions({ age: new Float32Array(0), gender: new Float32Array(0) }, { labels })).toEqual([]);
  });

  it("takes the most probable class where asked for", () => {
    const ages = decodePredictions(probabilities, { labels, ageFrom: "argmax" }).map(({ age }) => age);
    expect(ages).toEqual([20, 23]);
  });

  it("widens the interval with its probability", () => {
    const width = (intervalProbability: number) => {
      const [lowest, highest] = decodePredictions(probabilities, { labels, intervalProbability })[0]!.ageInterval;
      return highest - lowest;
    };
    expect(width(0.9)).toBeGreaterThan(width(0.5));
  });

  it.each([0, 1, -0.1, 80, Number.NaN])("refuses %f as the interval's probability", (intervalProbability) => {
    const decode = () => decodePredictions(probabilities, { labels, intervalProbability });
    expect(decode).toThrow(InvalidArgumentError);
    expect(decode).toThrow(String(intervalProbability));
  });

  it("calibrates interval, gender and distribution, but neither the age nor who it is", () => {
    const plain = decodePredictions(probabilities, { labels, ageDistribution: true });
    const calibration = { ageTemperature: 3, genderTemperature: 2 };
    const calibrated = decodePredictions(probabilities, { labels, calibration, ageDistribution: true });
    for (const [index, { age, gender, genderProbability, ageInterval, ageDistribution }] of calibrated.entries()) {
      expect([age, gender]).toEqual([plain[index]!.age, plain[index]!.gender]);
      expect(genderProbability).toBeLessThan(plain[index]!.genderProbability);
      expect(genderProbability).toBeGreaterThan(0.5);
      expect(ageInterval).not.toEqual(plain[index]!.ageInterval);
      expect(ageDistribution!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    }
  });

  it("gives the age distribution only where asked for, as plain data that survives JSON", () => {
    expect(decodePredictions(probabilities, { labels })[0]).not.toHaveProperty("ageDistribution");
    const [first] = decodePredictions(probabilities, { labels, ageDistribution: true });
    expect(first!.ageDistribution).toEqual([0.5, 0.25, 0.25, 0]);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });
});
