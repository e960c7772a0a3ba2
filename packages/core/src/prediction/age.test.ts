import { describe, expect, it } from "@jest/globals";
import { ageInterval, ageReachAt, ageTemperatureAt, applyTemperature, argmaxAge, expectedAge } from "./age";

const oneHot = (classes: number, index: number) =>
  Float32Array.from({ length: classes }, (_, i) => (i === index ? 1 : 0));

describe("expectedAge", () => {
  it("is the mean of the distribution in years", () => {
    expect(expectedAge([0.25, 0.5, 0.25], 18)).toBe(19);
    expect(expectedAge([0.5, 0, 0, 0.5], 30)).toBe(31.5);
    expect(expectedAge(oneHot(48, 0), 18)).toBe(18);
    expect(expectedAge(oneHot(48, 47), 18)).toBe(65);
  });
});

describe("argmaxAge", () => {
  it("is the most probable class, the youngest of equals", () => {
    expect(argmaxAge([0.1, 0.2, 0.7], 18)).toBe(20);
    expect(argmaxAge([0.4, 0.2, 0.4], 18)).toBe(18);
  });
});

describe("ageInterval", () => {
  it("cuts equal tails off an even distribution", () => {
    const [lowest, highest] = ageInterval(new Float32Array(48).fill(1 / 48), 18, 0.5);
    // The classes cover 17.5 to 65.5; a quarter lies below and a quarter above.
    expect(lowest).toBeCloseTo(17.5 + 12, 3);
    expect(highest).toBeCloseTo(65.5 - 12, 3);
  });

  it("is narrow around a sure age: the middle of its class", () => {
    const [lowest, highest] = ageInterval(oneHot(48, 12), 18, 0.8);
    expect(lowest).toBeCloseTo(29.6);
    expect(highest).toBeCloseTo(30.4);
  });

  it.each([0, 47])("stays within the classes' ages at the edge class %i", (index) => {
    for (const probability of [0.01, 0.8, 0.999]) {
      const [lowest, highest] = ageInterval(oneHot(48, index), 18, probability);
      expect(lowest).toBeGreaterThanOrEqual(18);
      expect(highest).toBeLessThanOrEqual(65);
      expect(lowest).toBeLessThanOrEqual(highest);
    }
  });

  it.each([0.1, 0.5, 0.8, 0.95])("holds the probability %f of a skewed distribution", (probability) => {
    const weights = Array.from({ length: 48 }, (_, index) => (index + 1) * Math.exp(-index / 9));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const distribution = weights.map((weight) => weight / sum);
    const [lowest, highest] = ageInterval(distribution, 18, probability);
    // The even spread within a class, integrated between the ends.
    const held = distribution.reduce((total, mass, index) => {
      const overlap = Math.min(highest, 18.5 + index) - Math.max(lowest, 17.5 + index);
      return total + mass * Math.max(0, overlap);
    }, 0);
    expect(held).toBeCloseTo(probability, 6);
  });

  it("reaches further above the expected age, and no further than the oldest class", () => {
    const bell = Array.from({ length: 48 }, (_, index) => Math.exp(-(((index - 22) / 5) ** 2) / 2));
    const distribution = bell.map((value) => value / bell.reduce((sum, each) => sum + each, 0));
    const [lowest, highest] = ageInterval(distribution, 18, 0.8);
    const [same, further] = ageInterval(distribution, 18, 0.8, 1.5);
    expect(same).toBe(lowest);
    expect(further - 40).toBeCloseTo(1.5 * (highest - 40), 3);
    expect(ageInterval(distribution, 18, 0.8, 9)[1]).toBe(65);
  });

  it("does not fall over empty classes", () => {
    const [lowest, highest] = ageInterval([0, 0.5, 0, 0, 0.5, 0], 20, 0.9);
    expect(lowest).toBeCloseTo(20.6);
    expect(highest).toBeCloseTo(24.4);
  });
});

describe("applyTemperature", () => {
  const distribution = Float32Array.of(0.7, 0.2, 0.1);

  it("leaves probabilities alone at 1", () => {
    expect(applyTemperature(distribution, 1)).toBe(distribution);
  });

  it("raises to 1/T and normalises", () => {
    const wide = applyTemperature(distribution, 2);
    const roots = [Math.sqrt(0.7), Math.sqrt(0.2), Math.sqrt(0.1)];
    const sum = roots.reduce((total, root) => total + root, 0);
    for (const [index, root] of roots.entries()) expect(wide[index]).toBeCloseTo(root / sum, 6);
    expect(applyTemperature(distribution, 0.5)[0]).toBeCloseTo(0.49 / 0.54, 6);
  });

  it("keeps sure answers sure", () => {
    expect([...applyTemperature(oneHot(3, 1), 3)]).toEqual([0, 1, 0]);
  });
});

describe("ageTemperatureAt", () => {
  const labels = { age: { minimum: 20, maximum: 60 } };

  it("is the stated temperature in the middle, and grows evenly on a logarithmic scale", () => {
    const calibration = { ageTemperature: 1.5, ageTemperatureSlope: Math.log(4) };
    const at = (age: number) => ageTemperatureAt(age, { labels, calibration });
    // A factor of 4 from end to end: 2 on either side.
    expect([20, 40, 60].map(at)).toEqual([0.75, 1.5, 3].map((value) => expect.closeTo(value, 10)));
  });

  it("is the same everywhere without a slope", () => {
    for (const age of [20, 33, 60])
      expect(ageTemperatureAt(age, { labels, calibration: { ageTemperature: 1.5 } })).toBe(1.5);
  });
});

describe("ageReachAt", () => {
  const labels = { age: { minimum: 18, maximum: 65 } };

  it("grows from the youngest answer to the oldest, and is 1 without a calibration", () => {
    const calibration = { ageReach: { above: 1.2, slope: 2 } };
    expect(ageReachAt(41.5, { labels, calibration })).toBeCloseTo(1.2, 6);
    expect(ageReachAt(39.15, { labels, calibration })).toBeCloseTo(1.2 * Math.exp(-0.1), 6);
    expect(ageReachAt(18, { labels, calibration })).toBe(1);
    expect(ageReachAt(65, { labels, calibration })).toBeCloseTo(1.2 * Math.exp(1), 6);
    expect(ageReachAt(65, { labels })).toBe(1);
    expect(ageReachAt(65, { labels, calibration: {} })).toBe(1);
  });
});
