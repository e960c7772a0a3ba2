import { InvalidArgumentError } from "@fagr/core";
import { createRandom, randomNormal } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import { fitLogisticRegression } from "./logistic-regression";

describe("fitLogisticRegression", () => {
  it("finds the weights that made the data", () => {
    const random = createRandom(3);
    // Log-odds of class 1 and 2 against class 0; the second feature has another scale, the third is constant.
    const truth = [
      { bias: -0.5, weights: [1.5, 0.01, 0] },
      { bias: 0.3, weights: [-1, 0.02, 0] },
    ];
    const features = Array.from({ length: 20_000 }, () => [randomNormal(random), 100 * randomNormal(random), 7]);
    const classes = features.map((row) => {
      const odds = truth.map(({ bias, weights }) =>
        Math.exp(weights.reduce((sum, weight, index) => sum + weight * row[index]!, bias)),
      );
      const draw = random() * (1 + odds[0]! + odds[1]!);
      return draw < 1 ? 0 : draw < 1 + odds[0]! ? 1 : 2;
    });
    const fitted = fitLogisticRegression({ features, classes, classCount: 3 });
    for (const [index, { bias, weights }] of fitted.entries()) {
      expect(Math.abs(bias - truth[index]!.bias)).toBeLessThan(0.08);
      expect(Math.abs(weights[0]! - truth[index]!.weights[0]!)).toBeLessThan(0.08);
      expect(Math.abs(weights[1]! - truth[index]!.weights[1]!)).toBeLessThan(0.0008);
      expect(weights[2]).toBe(0);
    }
  });

  it("stays finite where the classes can be separated, and the penalty draws weights to 0", () => {
    const examples = { features: [[-2], [-1], [1], [2]], classes: [0, 0, 1, 1], classCount: 2 };
    const weightAt = (ridge: number) => fitLogisticRegression(examples, { ridge })[0]!.weights[0]!;
    expect(weightAt(1)).toBeGreaterThan(0.3);
    expect(weightAt(1)).toBeLessThan(weightAt(0.01));
    expect(weightAt(0.01)).toBeLessThan(20);
  });

  it("refuses a class without examples", () => {
    const fit = () => fitLogisticRegression({ features: [[1], [2]], classes: [0, 0], classCount: 2 });
    expect(fit).toThrow(InvalidArgumentError);
  });
});
