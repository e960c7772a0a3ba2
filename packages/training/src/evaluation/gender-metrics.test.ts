import type { Gender } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { genderMetrics } from "./gender-metrics";

/** "mf" is a man taken for a woman. */
const pairs = (...letters: string[]) => {
  const gender = (letter: string | undefined): Gender => (letter === "m" ? "male" : "female");
  return letters.map(([expected, predicted]) => ({ expected: gender(expected), predicted: gender(predicted) }));
};

describe("genderMetrics", () => {
  test("counts recall, precision and F1 for each gender", () => {
    // Men: 3 of 4 recognised. Women: 4 of 6. Answers: 5 "male", 3 of them right; 5 "female", 4 right.
    const metrics = genderMetrics(pairs("mm", "mm", "mm", "mf", "ff", "ff", "ff", "ff", "fm", "fm"));
    expect(metrics.count).toBe(10);
    expect(metrics.accuracy).toBeCloseTo(0.7, 12);
    expect(metrics.male.recall).toBeCloseTo(0.75, 12);
    expect(metrics.male.precision).toBeCloseTo(0.6, 12);
    expect(metrics.male.f1).toBeCloseTo(2 / 3, 12); // 2 * .75 * .6 / 1.35
    expect(metrics.female.recall).toBeCloseTo(2 / 3, 12);
    expect(metrics.female.precision).toBeCloseTo(0.8, 12);
    expect(metrics.female.f1).toBeCloseTo(8 / 11, 12); // 2 * (2/3) * .8 / (2/3 + .8)
  });

  test("is null where nothing was measured, never NaN", () => {
    const nothing = { recall: null, precision: null, f1: null };
    expect(genderMetrics([])).toEqual({ count: 0, accuracy: null, male: nothing, female: nothing });
  });

  test("a gender that nobody has and nobody answered has no metrics, the other is perfect", () => {
    const { accuracy, male, female } = genderMetrics(pairs("ff", "ff"));
    expect(accuracy).toBe(1);
    expect(female).toEqual({ recall: 1, precision: 1, f1: 1 });
    expect(male).toEqual({ recall: null, precision: null, f1: null });
  });

  test("always wrong is zero where it can be measured", () => {
    const { accuracy, male, female } = genderMetrics(pairs("mf", "mf"));
    expect(accuracy).toBe(0);
    expect(male).toEqual({ recall: 0, precision: null, f1: 0 });
    expect(female).toEqual({ recall: null, precision: 0, f1: 0 });
  });
});
