import { beforeAll, describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import { createRandom } from "@fagr/core/sampling";
import * as tf from "@tensorflow/tfjs-core";
import type { ParameterLayout } from "../network/parameters";
import { createOptimiser } from "./optimiser";
import type { OptimiserOptions } from "./optimiser-options";

beforeAll(() => tf.setBackend("cpu"));

/** A few weights of every sort. */
const kinds = ["kernel", "movingMean", "alpha", "depthwiseKernel", "bias", "movingVariance", "denseKernel"] as const;
const layout: ParameterLayout = {
  length: kinds.length * 12,
  slots: kinds.map((kind, index) => ({
    name: `layer/${kind}`,
    kind,
    shape: [12],
    trainable: !kind.startsWith("moving"),
    offset: index * 12,
    length: 12,
  })),
};
const gradients = (seed: number) => {
  const random = createRandom(seed);
  return () => Float32Array.from({ length: layout.length }, () => random() - 0.5);
};

/** Ours and tfjs's own, whose learning rate is set once. */
const pairs: [name: string, options: OptimiserOptions, reference: () => tf.Optimizer][] = [
  ["sgd", { kind: "sgd" }, () => tf.train.sgd(0.01)],
  ["momentum", { kind: "momentum", momentum: 0.8 }, () => tf.train.momentum(0.01, 0.8)],
  ["nesterov", { kind: "momentum", nesterov: true }, () => tf.train.momentum(0.01, 0.9, true)],
  ["rmsprop", { kind: "rmsprop" }, () => tf.train.rmsprop(0.01)],
  ["rmsprop with momentum", { kind: "rmsprop", momentum: 0.5 }, () => tf.train.rmsprop(0.01, 0.9, 0.5)],
  // Where epsilon counts, ours differs on purpose: tfjs's makes a NaN of a gradient that is always 0.
  [
    "centered rmsprop",
    { kind: "rmsprop", centered: true, epsilon: 1e-10 },
    () => tf.train.rmsprop(0.01, 0.9, 0, 1e-10, true),
  ],
  ["adagrad", { kind: "adagrad" }, () => tf.train.adagrad(0.01)],
  ["adadelta", { kind: "adadelta" }, () => tf.train.adadelta(0.01)],
  ["adam", { kind: "adam" }, () => tf.train.adam(0.01)],
  [
    "adam with other settings",
    { kind: "adam", beta1: 0.8, beta2: 0.99, epsilon: 1e-3 },
    () => tf.train.adam(0.01, 0.8, 0.99, 1e-3),
  ],
  ["adamax", { kind: "adamax" }, () => tf.train.adamax(0.01)],
];

describe("createOptimiser", () => {
  it.each(pairs)("takes the steps of tfjs's %s and leaves moving statistics alone", (_, options, createReference) => {
    const slot = layout.slots.find(({ kind }) => kind === "kernel")!;
    const frozen = layout.slots.find(({ trainable }) => !trainable)!;
    const values = new Float32Array(layout.length).fill(0.5);
    const variable = tf.variable(tf.fill([slot.length], 0.5));
    const reference = createReference();
    const optimiser = createOptimiser(layout, options);
    const next = gradients(1);
    for (let step = 0; step < 6; step++) {
      const gradient = next();
      const part = gradient.slice(slot.offset, slot.offset + slot.length);
      optimiser.update(values, { gradient, learningRate: 0.01 });
      reference.applyGradients([{ name: variable.name, tensor: tf.tensor1d(part) }]);
    }
    const expected = variable.dataSync();
    for (let index = 0; index < slot.length; index++)
      expect(values[slot.offset + index]).toBeCloseTo(expected[index]!, 5);
    expect(Math.abs(expected[0]! - 0.5)).toBeGreaterThan(1e-4);
    expect(values[frozen.offset]).toBe(0.5);
    expect(optimiser.updates).toBe(6);
  });

  it.each(pairs)("goes on from its state: %s", (_, options) => {
    const next = gradients(4);
    const [first, second] = [createOptimiser(layout, options), createOptimiser(layout, options)];
    const values = new Float32Array(layout.length).fill(0.5);
    for (let step = 0; step < 3; step++) first.update(values, { gradient: next(), learningRate: 0.01 });
    for (const [name, array] of Object.entries(second.state)) array.set(first.state[name]!);
    second.updates = first.updates;
    const copy = values.slice();
    const gradient = next();
    first.update(values, { gradient, learningRate: 0.01 });
    second.update(copy, { gradient, learningRate: 0.01 });
    expect(Buffer.compare(Buffer.from(copy.buffer), Buffer.from(values.buffer))).toBe(0);
  });

  it("decays kernels alone, by default with adamw only", () => {
    const decayed = (options: OptimiserOptions) => {
      const values = new Float32Array(layout.length).fill(1);
      createOptimiser(layout, options).update(values, { gradient: new Float32Array(layout.length), learningRate: 0.5 });
      const kernels = layout.slots.filter(({ kind }) => /kernel$/i.test(kind));
      const others = layout.slots.filter(({ kind }) => !/kernel$/i.test(kind));
      expect(others.every(({ offset }) => values[offset] === 1)).toBe(true);
      expect(new Set(kernels.map(({ offset }) => values[offset])).size).toBe(1);
      return values[kernels[0]!.offset];
    };
    expect(decayed({ kind: "sgd", weightDecay: 0.1 })).toBeCloseTo(0.95, 6);
    expect(decayed({ kind: "adagrad", weightDecay: 0.1 })).toBeCloseTo(0.95, 6);
    expect(decayed({ kind: "adam" })).toBe(1);
    expect(decayed({ kind: "adamw" })).toBeCloseTo(0.995, 6);
  });

  it.each(pairs)("leaves weights without a gradient as they are: %s", (_, options) => {
    const values = new Float32Array(layout.length).fill(0.5);
    const optimiser = createOptimiser(layout, options);
    for (let step = 0; step < 3; step++)
      optimiser.update(values, { gradient: new Float32Array(layout.length), learningRate: 0.01 });
    expect(values.every((value) => value === 0.5)).toBe(true);
  });

  it("clips by the global norm of what is trained", () => {
    const gradient = new Float32Array(layout.length).fill(3);
    const trainable = layout.slots.filter((slot) => slot.trainable).reduce((sum, { length }) => sum + length, 0);
    const move = (clipNorm: number) => {
      const values = new Float32Array(layout.length);
      const norm = createOptimiser(layout, { kind: "sgd", clipNorm }).update(values, { gradient, learningRate: 1 });
      expect(norm).toBeCloseTo(3 * Math.sqrt(trainable), 2);
      return Math.abs(values[0]!);
    };
    expect(move(1)).toBeCloseTo(1 / Math.sqrt(trainable), 6);
    expect(move(0)).toBe(3);
    expect(move(1e6)).toBe(3);
  });

  it("names the optimisers there are", () => {
    expect(() => createOptimiser(layout, { kind: "lion" } as never)).toThrow(/adamw, adamax or muon, received "lion"/);
  });
});
