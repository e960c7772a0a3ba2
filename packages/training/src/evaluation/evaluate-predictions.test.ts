import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { evaluatePredictions } from "./evaluate-predictions";

describe("evaluatePredictions", () => {
  test("an unknown age or gender leaves a face out of that metric alone", () => {
    const evaluation = evaluatePredictions(
      [
        { age: 30, gender: "male" },
        { age: 40, gender: null },
        { age: null, gender: "female" },
        { age: null, gender: null },
        { age: 8, gender: "female" },
      ],
      [
        { age: 34, gender: "male" },
        { age: 38, gender: "female" },
        { age: 50, gender: "male" },
        { age: 50, gender: "male" },
        { age: 20, gender: "female" },
      ],
    );
    expect(evaluation.count).toBe(5);
    expect(evaluation.age).toMatchObject({ count: 2, outsideAgeRange: 1, mae: 3 });
    expect(evaluation.age.byAge["30"]).toBe(4);
    expect(evaluation.age.byAge["40"]).toBe(2);
    expect(Object.keys(evaluation.age.byAge)).toHaveLength(48);
    expect(evaluation.gender.count).toBe(3);
    expect(evaluation.gender.accuracy).toBeCloseTo(2 / 3, 12);
    expect(evaluation.gender.female.recall).toBe(0.5);
    expect(evaluation.gender.male.precision).toBe(0.5);
  });

  test("takes another model's age range", () => {
    const { age } = evaluatePredictions([{ age: 8, gender: null }], [{ age: 10, gender: "male" }], {
      ageRange: [0, 100],
    });
    expect(age).toMatchObject({ count: 1, outsideAgeRange: 0, mae: 2 });
  });

  test("survives JSON", () => {
    const evaluation = evaluatePredictions([], []);
    expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation);
  });

  test("refuses labels and predictions of different lengths", () => {
    expect(() => evaluatePredictions([{ age: 1, gender: null }], [])).toThrow(InvalidArgumentError);
  });
});
