import { beforeAll, describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import { crossEntropySum, expectationLossSum } from "./losses";
import { makeTargets } from "./targets";

beforeAll(() => tf.setBackend("cpu"));

const logits = [
  [0.2, -1.3, 0.7, 2.1],
  [1.4, 0.1, -0.6, -2],
  [0, 0.3, 0.9, -0.4],
];
const weights = [1, 0, 0.5];

/** Compares tfjs's gradient with central differences of a plain function of the logits. */
function checkGradient(loss: (logits: tf.Tensor2D) => tf.Scalar, plain: (logits: number[][]) => number) {
  const tensor = tf.tensor2d(logits);
  expect(loss(tensor).dataSync()[0]).toBeCloseTo(plain(logits), 5);
  const gradient = tf
    .grad((x) => loss(x as tf.Tensor2D))(tensor)
    .arraySync() as number[][];
  for (const [row, values] of logits.entries())
    for (const column of values.keys()) {
      const moved = (by: number) =>
        plain(logits.map((line, i) => line.map((value, j) => (i === row && j === column ? value + by : value))));
      expect(gradient[row]![column]).toBeCloseTo((moved(1e-4) - moved(-1e-4)) / 2e-4, 4);
    }
}

const softmax = (values: number[]) => {
  const powers = values.map(Math.exp);
  return powers.map((power) => power / powers.reduce((sum, value) => sum + value));
};

describe("losses", () => {
  it("cross-entropy of soft targets, with its gradient", () => {
    const targets = [
      [0.1, 0.2, 0.3, 0.4],
      [1, 0, 0, 0],
      [0, 0, 1, 0],
    ];
    checkGradient(
      (x) => crossEntropySum(x, { targets: tf.tensor2d(targets), weights: tf.tensor1d(weights) }),
      (x) =>
        x.reduce((sum, row, i) => {
          const probabilities = softmax(row);
          return (
            sum -
            weights[i]! * targets[i]!.reduce((inner, target, j) => inner + target * Math.log(probabilities[j]!), 0)
          );
        }, 0),
    );
  });

  it("smooth L1 of the expectation, quadratic below a year and linear above, with its gradient", () => {
    const years = [0.5, 1, 2];
    checkGradient(
      (x) => expectationLossSum(x, { years: tf.tensor1d(years), weights: tf.tensor1d(weights) }),
      (x) =>
        x.reduce((sum, row, i) => {
          const error = Math.abs(
            softmax(row).reduce((inner, probability, j) => inner + probability * j, 0) - years[i]!,
          );
          return sum + weights[i]! * (error < 1 ? error ** 2 / 2 : error - 0.5);
        }, 0),
    );
  });
});

describe("makeTargets", () => {
  const options = { ageRange: [18, 65] as const, ageDeviation: 2, genderSmoothing: 0.1 };

  it("spreads ages as a Gaussian and smooths genders", () => {
    const { ages, years, genders } = makeTargets([{ age: 30, gender: 1 }], options);
    expect(years[0]).toBe(12);
    expect(ages.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
    expect(ages[12]! / ages[14]!).toBeCloseTo(Math.exp(0.5), 4);
    expect([...genders].map((value) => value.toFixed(2))).toEqual(["0.05", "0.95"]);
  });

  it("makes the document's one-hot targets at deviation 0", () => {
    const { ages, genders } = makeTargets([{ age: 18, gender: 0 }], {
      ...options,
      ageDeviation: 0,
      genderSmoothing: 0,
    });
    expect([ages[0], ages[1], ...genders]).toEqual([1, 0, 1, 0]);
  });

  it("masks what is unknown or outside the classes", () => {
    const { ageWeights, genderWeights, ages } = makeTargets(
      [
        { age: null, gender: 1 },
        { age: 70, gender: 0 },
        { age: 40, gender: null },
      ],
      options,
    );
    expect([...ageWeights]).toEqual([0, 0, 1]);
    expect([...genderWeights]).toEqual([1, 1, 0]);
    expect(ages.every(Number.isFinite)).toBe(true);
  });
});
