import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { ageMetrics } from "./age-metrics";

describe("ageMetrics", () => {
  test("averages errors over all faces and at each age", () => {
    const metrics = ageMetrics(
      [
        { expected: 20, predicted: 23.5 }, // 3.5
        { expected: 20, predicted: 19 }, // 1
        { expected: 21, predicted: 21 }, // 0
        { expected: 19, predicted: 26.5 }, // 7.5
      ],
      [18, 21],
    );
    expect(metrics.count).toBe(4);
    expect(metrics.mae).toBeCloseTo(3, 12); // 12 / 4
    expect(metrics.byAge).toEqual({ "18": null, "19": 7.5, "20": 2.25, "21": 0 });
    expect(metrics.countByAge).toEqual({ "18": 0, "19": 1, "20": 2, "21": 1 });
  });

  test("leaves ages outside the range out, and says how many", () => {
    const metrics = ageMetrics(
      [
        { expected: 17, predicted: 60 },
        { expected: 66, predicted: 18 },
        { expected: 65.5, predicted: 65 },
        { expected: 65, predicted: 60 },
        { expected: 18, predicted: 21 },
      ],
      [18, 65],
    );
    expect(metrics).toMatchObject({ count: 2, outsideAgeRange: 3, mae: 4 });
  });

  test("an age in a fraction of years belongs to the completed year, its error is exact", () => {
    expect(ageMetrics([{ expected: 30.9, predicted: 31 }], [30, 31]).byAge).toEqual({
      "30": expect.closeTo(0.1, 9),
      "31": null,
    });
  });

  test("is null without a face, never NaN", () => {
    expect(ageMetrics([], [18, 19])).toEqual({
      count: 0,
      outsideAgeRange: 0,
      mae: null,
      byAge: { "18": null, "19": null },
      countByAge: { "18": 0, "19": 0 },
    });
  });

  test("refuses ages that are no numbers and ranges that are none", () => {
    expect(() => ageMetrics([{ expected: Number.NaN, predicted: 20 }], [18, 65])).toThrow(InvalidArgumentError);
    expect(() => ageMetrics([], [65, 18])).toThrow(InvalidArgumentError);
    expect(() => ageMetrics([], [18.5, 65])).toThrow(InvalidArgumentError);
  });
});
