import { createRandom, randomNormal } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import { measureFaces } from "./measure-faces";
import { face } from "./test-faces";

describe("confidence intervals", () => {
  it("are those of theory, where there is one", () => {
    const random = createRandom(4);
    const records = Array.from({ length: 2000 }, () =>
      face(random() < 0.9 ? "mm" : "mf", 40, 40 + 5 * randomNormal(random)),
    );
    const { gender, age } = measureFaces(records);
    const half = ([low, high]: readonly [number, number]) => (high - low) / 2;
    const share = gender.accuracy.value!;
    expect(half(gender.accuracy.interval!)).toBeCloseTo(1.96 * Math.sqrt((share * (1 - share)) / 2000), 2.5);
    expect(half(age.bias.interval!)).toBeCloseTo((1.96 * 5) / Math.sqrt(2000), 1);
    // The absolute value of a normal variable has the deviation sqrt(1 - 2 / pi).
    expect(half(age.mae.interval!)).toBeCloseTo((1.96 * 5 * Math.sqrt(1 - 2 / Math.PI)) / Math.sqrt(2000), 1.5);
    for (const { value, interval } of [gender.accuracy, age.mae, age.bias, age.cumulativeScore["5"]!]) {
      expect(interval![0]).toBeLessThan(value!);
      expect(interval![1]).toBeGreaterThan(value!);
    }
  });

  it("are the same with the same seed, others with another, wider with more confidence", () => {
    const records = Array.from({ length: 40 }, (_, index) => face("mm", 30, 30 + (index % 7)));
    const interval = (options = {}) => measureFaces(records, { resamples: 200, ...options }).age.mae.interval!;
    expect(interval()).toEqual(interval());
    expect(interval({ seed: 2 })).not.toEqual(interval());
    expect(interval({ confidence: 0.99 })[1]).toBeGreaterThan(interval({ confidence: 0.8 })[1]);
  });

  it("are not told of a single face, nor without resamples", () => {
    const one = measureFaces([face("mm", 30, 32)]);
    expect(one.age.mae).toEqual({ value: 2, interval: null });
    expect(one.gender.accuracy).toEqual({ value: 1, interval: null });
    expect(measureFaces([face("mm", 30), face("mm", 31)], { resamples: 0 }).age.mae.interval).toBeNull();
  });
});
