import { createArchitecture, planNetwork } from "@fagr/core";
import { beforeAll, describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { layOutParameters } from "../network/parameters";
import { createRandom } from "../random/random";
import { Adam } from "./adam";
import { updateMovingAverage } from "./moving-average";
import { learningRateAt } from "./schedule";

beforeAll(() => tf.setBackend("cpu"));

const layout = layOutParameters(
  planNetwork(createArchitecture("age-gender-62", { widthMultiplier: 0.05, ageRange: [18, 20] })),
);

describe("Adam", () => {
  it("takes the steps of tfjs's Adam and leaves moving statistics alone", () => {
    const slot = layout.slots.find(({ kind }) => kind === "kernel")!;
    const frozen = layout.slots.find(({ trainable }) => !trainable)!;
    const values = new Float32Array(layout.length).fill(0.5);
    const variable = tf.variable(tf.fill([slot.length], 0.5));
    const reference = tf.train.adam(0.01);
    const adam = new Adam(layout);
    const random = createRandom(1);
    for (let step = 0; step < 5; step++) {
      const gradient = Float32Array.from({ length: layout.length }, () => random() - 0.5);
      const part = gradient.slice(slot.offset, slot.offset + slot.length);
      adam.update(values, { gradient, learningRate: 0.01 });
      reference.applyGradients([{ name: variable.name, tensor: tf.tensor1d(part) }]);
    }
    const expected = variable.dataSync();
    for (let index = 0; index < slot.length; index++)
      expect(values[slot.offset + index]).toBeCloseTo(expected[index]!, 5);
    expect(values[frozen.offset]).toBe(0.5);
    expect(adam.updates).toBe(5);
  });

  it("decays kernels alone and clips by the global norm", () => {
    const values = new Float32Array(layout.length).fill(1);
    new Adam(layout, { weightDecay: 0.1 }).update(values, {
      gradient: new Float32Array(layout.length),
      learningRate: 0.5,
    });
    for (const { kind, offset } of layout.slots)
      expect(values[offset]).toBeCloseTo(/kernel$/i.test(kind) ? 0.95 : 1, 6);
    const clipped = new Adam(layout, { clipNorm: 1 });
    const gradient = new Float32Array(layout.length).fill(3);
    const norm = clipped.update(values, { gradient, learningRate: 0 });
    const trainable = layout.slots.filter((slot) => slot.trainable).reduce((sum, { length }) => sum + length, 0);
    expect(norm).toBeCloseTo(3 * Math.sqrt(trainable), 2);
    expect(clipped.firstMoment[0]).toBeCloseTo((0.1 * 3) / norm, 6);
  });
});

describe("learningRateAt", () => {
  const schedule = { learningRate: 0.1, warmUpSteps: 10, steps: 110 };

  it("warms up, then stays or follows a half cosine to 0", () => {
    expect(learningRateAt({ ...schedule, kind: "cosine" }, 0)).toBeCloseTo(0.01);
    expect(learningRateAt({ ...schedule, kind: "cosine" }, 10)).toBeCloseTo(0.1);
    expect(learningRateAt({ ...schedule, kind: "cosine" }, 60)).toBeCloseTo(0.05);
    expect(learningRateAt({ ...schedule, kind: "cosine" }, 110)).toBeCloseTo(0);
    expect(learningRateAt({ ...schedule, kind: "constant" }, 100)).toBe(0.1);
  });
});

describe("updateMovingAverage", () => {
  it("follows quickly at first, then as slowly as asked", () => {
    const average = new Float32Array([0]);
    updateMovingAverage(average, { values: new Float32Array([1]), decay: 0.99, updates: 0 });
    expect(average[0]).toBeCloseTo(0.9);
    average[0] = 0;
    updateMovingAverage(average, { values: new Float32Array([1]), decay: 0.99, updates: 10_000 });
    expect(average[0]).toBeCloseTo(0.01);
  });
});
