import { beforeAll, describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import { arcFaceLossSum } from "./arc-face";
import { bandLossSum, crossEntropySum, focalLossSum, ordinalLossSum } from "./distribution-losses";
import { expectationLossSum, meanVarianceSums } from "./expectation-losses";

beforeAll(() => tf.setBackend("cpu"));

type Rows = number[][];
const logits: Rows = [
  [0.2, -1.3, 0.7, 2.1],
  [1.4, 0.1, -0.6, -2],
  [0, 0.3, 0.9, -0.4],
];
/** The second sample has no label. */
const weights = [1, 0, 0.5];
const targets: Rows = [
  [0.1, 0.2, 0.3, 0.4],
  [1, 0, 0, 0],
  [0, 0, 1, 0],
];
const years = [0.5, 1, 2];
const classTargets = () => ({ targets: tf.tensor2d(targets), weights: tf.tensor1d(weights) });
const yearTargets = () => ({ years: tf.tensor1d(years), weights: tf.tensor1d(weights) });

/** Compares a loss and its tfjs gradient with a plain function in float64 and its central differences. */
function check(loss: (input: tf.Tensor2D) => tf.Scalar, plain: (input: Rows) => number, input = logits): void {
  const tensor = tf.tensor2d(input);
  expect(loss(tensor).dataSync()[0]).toBeCloseTo(plain(input), 4);
  const gradient = tf
    .grad((x) => loss(x as tf.Tensor2D))(tensor)
    .arraySync() as Rows;
  let largest = 0;
  for (const [row, values] of input.entries())
    for (const column of values.keys()) {
      const moved = (by: number) =>
        plain(input.map((line, i) => line.map((value, j) => (i === row && j === column ? value + by : value))));
      const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
      largest = Math.max(largest, Math.abs(slope));
      expect(gradient[row]![column]).toBeCloseTo(slope, 4);
    }
  expect(largest).toBeGreaterThan(0.05);
}

/** A sum over samples with their weights. */
const weighted = (perSample: (row: number[], index: number) => number) => (rows: Rows) =>
  rows.reduce((sum, row, index) => sum + weights[index]! * perSample(row, index), 0);
const total = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
const softmax = (values: number[]) => {
  const powers = values.map(Math.exp);
  return powers.map((power) => power / total(powers));
};
const expectation = (row: number[]) => total(softmax(row).map((probability, year) => probability * year));

describe("losses of the distribution", () => {
  it("cross-entropy of soft targets, with its gradient", () => {
    check(
      (x) => crossEntropySum(x, classTargets()),
      weighted((row, i) => -total(softmax(row).map((p, j) => targets[i]![j]! * Math.log(p)))),
    );
  });

  it("likelihood of a band, with its gradient", () => {
    const bands = [
      [0.5, 0.5, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 0.5, 0.5],
    ];
    check(
      (x) => bandLossSum(x, { targets: tf.tensor2d(bands), weights: tf.tensor1d(weights) }),
      weighted((row, i) => -Math.log(total(softmax(row).map((p, j) => (bands[i]![j]! > 0 ? p : 0))))),
    );
  });

  it("likelihood of all classes is no loss, and of an impossible band finite", () => {
    const loss = (band: number[], row: number[]) =>
      bandLossSum(tf.tensor2d([row]), { targets: tf.tensor2d([band]), weights: tf.tensor1d([1]) }).dataSync()[0]!;
    expect(loss([0.25, 0.25, 0.25, 0.25], [0.2, -1.3, 0.7, 2.1])).toBeCloseTo(0, 5);
    expect(loss([1, 0, 0, 0], [-300, 0, 0, 300])).toBeGreaterThan(50);
    expect(loss([1, 0, 0, 0], [-300, 0, 0, 300])).toBeLessThan(1000);
  });

  it.each([0.5, 2, 5])("focal loss with gamma %p, with its gradient", (gamma) => {
    check(
      (x) => focalLossSum(x, { ...classTargets(), gamma }),
      weighted((row, i) => -total(softmax(row).map((p, j) => targets[i]![j]! * (1 - p) ** gamma * Math.log(p)))),
    );
  });

  it("is cross-entropy at gamma 0", () => {
    const [focal, plain] = [
      focalLossSum(tf.tensor2d(logits), { ...classTargets(), gamma: 0 }),
      crossEntropySum(tf.tensor2d(logits), classTargets()),
    ];
    expect(focal.dataSync()[0]).toBeCloseTo(plain.dataSync()[0]!, 5);
  });

  it("ordinal loss: a yes-or-no question for each class but the last, with its gradient", () => {
    check(
      (x) => ordinalLossSum(x, classTargets()),
      weighted((row, i) => {
        let sum = 0;
        for (let k = 0; k < 3; k++) {
          const above = total(softmax(row).slice(k + 1));
          const label = total(targets[i]!.slice(k + 1));
          sum -= label * Math.log(above) + (1 - label) * Math.log(1 - above);
        }
        return sum;
      }),
    );
  });

  it("ordinal loss grows with the distance and stays finite where the network is sure", () => {
    const at = (sure: number, label: number) => {
      const target = tf.oneHot(tf.tensor1d([label], "int32"), 48) as tf.Tensor2D;
      const row = tf.tensor2d([Array.from({ length: 48 }, (_, index) => (index === sure ? 60 : 0))]);
      const loss = (x: tf.Tensor) => ordinalLossSum(x as tf.Tensor2D, { targets: target, weights: tf.tensor1d([1]) });
      const gradient = tf.grad(loss)(row).dataSync();
      expect(gradient.every(Number.isFinite)).toBe(true);
      return loss(row).dataSync()[0]!;
    };
    expect(at(20, 20)).toBeCloseTo(0, 5);
    // Each year between costs about 60 - log(classes on the wrong side).
    expect(at(20, 22)).toBeGreaterThan(1.9 * at(20, 21));
    expect(at(20, 22)).toBeGreaterThan(100);
    expect(at(20, 22)).toBeLessThan(120);
  });
});

describe("losses of the expectation", () => {
  it("L1 error as in DLDL-v2, with its gradient", () => {
    check(
      (x) => expectationLossSum(x, yearTargets()),
      weighted((row, i) => Math.abs(expectation(row) - years[i]!)),
    );
  });

  it.each([0.5, 1, 3])("quadratic below %p years and linear above, with its gradient", (quadraticBelow) => {
    check(
      (x) => expectationLossSum(x, { ...yearTargets(), quadraticBelow }),
      weighted((row, i) => {
        const error = Math.abs(expectation(row) - years[i]!);
        return error < quadraticBelow ? error ** 2 / (2 * quadraticBelow) : error - quadraticBelow / 2;
      }),
    );
  });

  it("mean and variance losses, with their gradients", () => {
    check(
      (x) => meanVarianceSums(x, yearTargets()).mean,
      weighted((row, i) => (expectation(row) - years[i]!) ** 2 / 2),
    );
    check(
      (x) => meanVarianceSums(x, yearTargets()).variance,
      weighted((row) => total(softmax(row).map((p, year) => p * (year - expectation(row)) ** 2))),
    );
  });
});

describe("ArcFace", () => {
  const labels = [0, 1, 1];
  const oneHot: Rows = labels.map((label) => [1 - label, label]);
  const centres: Rows = [
    [0.4, -0.3],
    [-0.2, 0.8],
    [1.1, 0.3],
    [0.2, -0.9],
  ];

  /** Margin added to the angle itself, by acos, as the paper writes it. */
  const plain =
    (margin: number, scale: number) =>
    (features: Rows, kernel: Rows = centres) =>
      weighted((row, i) => {
        const cosines = [0, 1].map((column) => {
          const centre = kernel.map((line) => line[column]!);
          return total(row.map((value, unit) => value * centre[unit]!)) / (Math.hypot(...row) * Math.hypot(...centre));
        });
        const angle = Math.acos(cosines[labels[i]!]!);
        const own = angle + margin <= Math.PI ? Math.cos(angle + margin) : Math.cos(angle) - margin * Math.sin(margin);
        const scores = cosines.map((cosine, column) => scale * (column === labels[i] ? own : cosine));
        return -Math.log(softmax(scores)[labels[i]!]!);
      })(features);
  const loss = (features: tf.Tensor2D, kernel: tf.Tensor2D, [margin, scale]: [number, number]) =>
    arcFaceLossSum(features, {
      targets: tf.tensor2d(oneHot),
      weights: tf.tensor1d(weights),
      centres: kernel,
      margin,
      scale,
    });

  it.each<[number, number]>([
    [0.5, 4],
    [0.3, 16],
    [1.5, 2],
  ])("adds the margin %p to the angle, with the gradients of features and centres", (margin, scale) => {
    check((x) => loss(x, tf.tensor2d(centres), [margin, scale]), plain(margin, scale));
    check(
      (x) => loss(tf.tensor2d(logits), x, [margin, scale]),
      (kernel) => plain(margin, scale)(logits, kernel),
      centres,
    );
  });

  it("goes on where angle and margin pass 180 degrees, and is finite along a centre", () => {
    const opposite = logits.map((row) => row.map((value, unit) => value * 0.01 - centres[unit]![0]! * 2));
    check((x) => loss(x, tf.tensor2d(centres), [1, 4]), plain(1, 4), opposite);
    const along = tf.tensor2d([0, 1, 2].map(() => centres.map((line) => line[0]!)));
    const gradient = tf.grad((x) => loss(x as tf.Tensor2D, tf.tensor2d(centres), [0.5, 64]))(along);
    expect(gradient.dataSync().every(Number.isFinite)).toBe(true);
  });
});
