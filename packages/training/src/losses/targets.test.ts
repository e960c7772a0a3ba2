import { describe, expect, it } from "@jest/globals";
import type { AgeLoss, GenderLoss } from "./loss-kinds";
import { excludedOffset } from "./source-offsets";
import { hasAge, makeTargets } from "./targets";

const targetsOf = (
  samples: Parameters<typeof makeTargets>[0],
  age: AgeLoss | null = { kind: "labelDistribution", deviation: 2 },
  gender: GenderLoss | null = { kind: "crossEntropy", smoothing: 0.1 },
) => makeTargets(samples, { ageRange: [18, 65], loss: { age, gender } });

describe("makeTargets", () => {
  it("spreads ages as a Gaussian and smooths genders", () => {
    const { ages, years, genders } = targetsOf([{ age: 30, gender: 1 }]);
    expect(years[0]).toBe(12);
    expect(ages.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
    expect(ages[12]! / ages[14]!).toBeCloseTo(Math.exp(0.5), 4);
    expect([...genders].map((value) => value.toFixed(2))).toEqual(["0.05", "0.95"]);
  });

  it("makes the document's one-hot targets of cross-entropy, and smooths them on request", () => {
    const sample = { age: 18, gender: 0 } as const;
    const plain = targetsOf([sample], { kind: "crossEntropy" }, { kind: "crossEntropy" });
    expect([plain.ages[0], plain.ages[1], ...plain.genders]).toEqual([1, 0, 1, 0]);
    const { ages } = targetsOf([sample], { kind: "focal", smoothing: 0.48 });
    expect(ages[0]).toBeCloseTo(0.53, 6);
    expect(ages[47]).toBeCloseTo(0.01, 6);
  });

  it("masks what is unknown or outside the classes", () => {
    const { ageWeights, yearWeights, genderWeights, ages } = targetsOf([
      { age: null, gender: 1 },
      { age: 70, gender: 0 },
      { age: 40, gender: null },
    ]);
    expect([...ageWeights]).toEqual([0, 0, 1]);
    expect([...yearWeights]).toEqual([0, 0, 1]);
    expect([...genderWeights]).toEqual([1, 1, 0]);
    expect(ages.every(Number.isFinite)).toBe(true);
  });

  it("shares an age band out over its years that are classes, without a year for the expectation", () => {
    const { ages, ageWeights, yearWeights } = targetsOf([
      { age: null, ageBand: [20, 29], gender: 1 },
      { age: null, ageBand: [60, 116], gender: 1 },
      { age: null, ageBand: [0, 12], gender: 1 },
    ]);
    const row = (index: number) => [...ages.subarray(index * 48, (index + 1) * 48)];
    expect(row(0).map((value) => value > 0)).toEqual(Array.from({ length: 48 }, (_, year) => year >= 2 && year <= 11));
    expect(ages[5]).toBeCloseTo(0.1, 6);
    expect(row(1).map((value) => value > 0)).toEqual(Array.from({ length: 48 }, (_, year) => year >= 42));
    expect(ages[48 + 47]).toBeCloseTo(1 / 6, 6);
    expect([...ageWeights]).toEqual([1, 1, 0]);
    expect([...yearWeights]).toEqual([0, 0, 0]);
  });
});

describe("targets with offsets", () => {
  const loss = { age: { kind: "labelDistribution", deviation: 2 }, gender: null } as const;
  const offsets = { A: Float32Array.of(0, 0, 0, excludedOffset, excludedOffset) };
  const make = (samples: Parameters<typeof makeTargets>[0]) =>
    makeTargets(samples, { ageRange: [20, 24], loss, offsets });

  it("are added for their data set alone", () => {
    const { ageOffsets } = make([
      { age: 20, gender: null, source: "B" },
      { age: 20, gender: null, source: "A" },
    ]);
    expect([...ageOffsets!]).toEqual([0, 0, 0, 0, 0, ...offsets.A]);
  });

  it("keep to the ages that are not excluded, and leave out a label that is", () => {
    const { ages, ageWeights, yearWeights } = make([
      { age: 22, gender: null, source: "A" },
      { age: 24, ageBand: [23, 24], gender: null, source: "A" },
      { age: null, ageBand: [22, 24], gender: null, source: "A" },
      { age: null, ageBand: [23, 24], gender: null, source: "A" },
    ]);
    const row = (index: number) => [...ages.subarray(index * 5, (index + 1) * 5)];
    expect(row(0).slice(3)).toEqual([0, 0]);
    expect(row(0).reduce((sum, share) => sum + share)).toBeCloseTo(1, 5);
    expect(row(2)).toEqual([0, 0, 1, 0, 0]);
    expect([...ageWeights]).toEqual([1, 1, 1, 0]);
    expect([...yearWeights]).toEqual([1, 1, 0, 0]);
  });
});

describe("hasAge", () => {
  it("counts ages and bands that touch the classes", () => {
    const has = (age: number | null, ageBand?: [number, number]) =>
      hasAge(ageBand ? { age, ageBand } : { age }, [18, 65]);
    expect([has(18), has(65), has(17), has(null), has(null, [10, 18]), has(null, [66, 80])]).toEqual([
      true,
      true,
      false,
      false,
      true,
      false,
    ]);
  });
});
