import { registerWasmGradients } from "@fagr/wasm-gradients";
import { beforeEach, describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers";
import { createRandom } from "@fagr/core/sampling";
import * as tf from "@tensorflow/tfjs-core";
import type { TrainingPass } from "../network/forward";
import type { AgeLoss, GenderLoss, LossOptions } from "./loss-kinds";
import { makeTargets } from "./targets";
import { totalLoss } from "./total-loss";

beforeEach(() => tf.setBackend("cpu"));

const random = createRandom(8);
const numbers = (length: number) => Array.from({ length }, () => random() * 4 - 2);
const samples = [
  { age: 30, gender: 1 },
  { age: null, gender: 0 },
  { age: 55, gender: null },
  { age: null, ageBand: [20, 24], gender: 1 },
] as const;
const [ageLogits, genderLogits, genderFeatures] = [numbers(4 * 48), numbers(4 * 2), numbers(4 * 5)];
const kernel = numbers(5 * 2);

/** A pass over some of the samples. */
function passOf(from: number, to: number): TrainingPass {
  const rows = (values: number[], width: number) =>
    tf.tensor2d(values.slice(from * width, to * width), [to - from, width]);
  return {
    ageLogits: rows(ageLogits, 48),
    genderLogits: rows(genderLogits, 2),
    attributeLogits: {},
    genderFeatures: rows(genderFeatures, 5),
    batchStatistics: new Map(),
  };
}

function lossOf(loss: LossOptions, from = 0, to = 4) {
  const { total, parts } = totalLoss(passOf(from, to), {
    targets: makeTargets(samples.slice(from, to), { ageRange: [18, 65], loss }),
    loss,
    ageCount: 3,
    genderCount: 3,
    weights: new Map([["gender_probabilities/denseKernel", tf.tensor2d(kernel, [5, 2])]]),
  });
  const values = Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, value.dataSync()[0]!]));
  return { total: total.dataSync()[0]!, parts: values };
}

const ageLosses: AgeLoss[] = [
  { kind: "crossEntropy", smoothing: 0.1 },
  { kind: "focal" },
  { kind: "labelDistribution", expectation: 0.25, quadraticBelow: 1 },
  { kind: "meanVariance" },
  { kind: "ordinal" },
];
const genderLosses: GenderLoss[] = [
  { kind: "crossEntropy" },
  { kind: "focal", gamma: 1 },
  { kind: "arcFace", scale: 8 },
];
const choices = ageLosses.flatMap((age, index) => {
  const gender = genderLosses[index % 3]!;
  return [[age.kind, gender.kind, { age, gender }] as const];
});

describe("totalLoss", () => {
  it.each(choices)("is the average over labels, so that shares of a batch add up: %s and %s", (_, __, loss) => {
    const whole = lossOf(loss);
    const shares = [lossOf(loss, 0, 1), lossOf(loss, 1, 3), lossOf(loss, 3, 4)];
    expect(shares.reduce((sum, share) => sum + share.total, 0)).toBeCloseTo(whole.total, 4);
    expect(whole.total).toBeGreaterThan(0);
    for (const [name, value] of Object.entries(whole.parts))
      expect(shares.reduce((sum, share) => sum + share.parts[name]!, 0)).toBeCloseTo(value, 4);
  });

  it.each(choices)("has the same gradients on wasm as on cpu: %s and %s", async (_, __, loss) => {
    registerWasmGradients();
    const gradientsOn = async (backend: string) => {
      expect(await tf.setBackend(backend)).toBe(true);
      const { batchStatistics, attributeLogits, ...outputs } = passOf(0, 4);
      const inputs = Object.entries({ ...outputs, centres: tf.tensor2d(kernel, [5, 2]) });
      const variables = inputs.map(([name, tensor]) =>
        tf.variable(tensor, true, `${backend}/${loss.age.kind}/${name}`),
      );
      const [ageLogits, genderLogits, genderFeatures, centres] = variables as unknown as tf.Tensor2D[];
      const pass = { ageLogits, genderLogits, attributeLogits, genderFeatures, batchStatistics } as TrainingPass;
      const { grads } = tf.variableGrads(() => {
        const targets = makeTargets(samples, { ageRange: [18, 65], loss });
        const weights = new Map([["gender_probabilities/denseKernel", centres!]]);
        return totalLoss(pass, { targets, loss, ageCount: 3, genderCount: 3, weights }).total;
      }, variables);
      return variables.flatMap(({ name }) => (grads[name] ? [grads[name].dataSync()] : []));
    };
    const [cpu, wasm] = [await gradientsOn("cpu"), await gradientsOn("wasm")];
    expect(cpu).toHaveLength(loss.gender.kind === "arcFace" ? 3 : 2);
    for (const [index, gradient] of cpu.entries())
      for (const [at, value] of gradient.entries()) expect(wasm[index]![at]).toBeCloseTo(value, 4);
  });

  it("adds the named terms up with their factors", () => {
    const { total, parts } = lossOf({
      age: { kind: "labelDistribution", weight: 2, expectation: 0.25 },
      gender: { kind: "crossEntropy", weight: 0.5 },
    });
    expect(Object.keys(parts)).toEqual(["age", "expectation", "gender"]);
    expect(total).toBeCloseTo(2 * parts.age! + 0.5 * parts.expectation! + 0.5 * parts.gender!, 4);
    const mean = lossOf({ age: { kind: "meanVariance", mean: 0.3, variance: 0.1 }, gender: null });
    expect(Object.keys(mean.parts)).toEqual(["age", "mean", "variance"]);
    expect(mean.total).toBeCloseTo(mean.parts.age! + 0.3 * mean.parts.mean! + 0.1 * mean.parts.variance!, 3);
  });

  it("gives no gradient to a task that is left out", () => {
    const [age, gender] = [tf.variable(passOf(0, 4).ageLogits), tf.variable(passOf(0, 4).genderLogits)];
    const loss: LossOptions = { age: null, gender: { kind: "crossEntropy" } };
    const pass = { ...passOf(0, 4), ageLogits: age as tf.Tensor2D, genderLogits: gender as tf.Tensor2D };
    const targets = makeTargets(samples, { ageRange: [18, 65], loss });
    const { grads } = tf.variableGrads(
      () => totalLoss(pass, { targets, loss, ageCount: 3, genderCount: 3, weights: new Map() }).total,
      [age, gender],
    );
    expect(Object.keys(grads)).toEqual([gender.name]);
    // The third sample has no gender.
    expect([...grads[gender.name]!.dataSync().slice(4, 6)].map(Math.abs)).toEqual([0, 0]);
    expect(grads[gender.name]!.dataSync()[0]).not.toBe(0);
  });

  it("refuses to train nothing", () => {
    expect(() => lossOf({ age: null, gender: null })).toThrow(/for "age", for "gender" or for both/);
  });
});
