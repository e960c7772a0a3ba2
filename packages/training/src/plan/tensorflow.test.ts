import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandom } from "@fagr/core/sampling";
import { describeIfPython, python } from "@fagr/testing";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-layers";
import * as tf from "@tensorflow/tfjs-core";
import { countAttributes } from "../attributes/attribute-targets";
import {
  type AttributeLoss,
  ageLossSchema,
  attributeLossSchema,
  genderLossSchema,
  type LossOptions,
} from "../losses/loss-kinds";
import { excludedOffset } from "../losses/source-offsets";
import { hasAge, makeTargets } from "../losses/targets";
import { totalLoss } from "../losses/total-loss";
import type { ParameterLayout } from "../network/parameters";
import { updateMovingAverage } from "../optimiser/moving-average";
import { createOptimiser } from "../optimiser/optimiser";
import { type OptimiserOptions, optimiserSchema } from "../optimiser/optimiser-options";
import { withDefaults } from "../recipe/with-defaults";

// The losses and optimisers of examples/train-with-tensorflow, which carries a plan out, against ours.

const random = createRandom(3);
const numbers = (length: number, scale = 1) => Float32Array.from({ length }, () => scale * (2 * random() - 1));
const [lowest, highest, units] = [18, 29, 5];
const classes = highest - lowest + 1;
const attributes = { glasses: ["no", "yes"], hair: ["black", "fair", "none"] };
/** Every kind of label, and each missing somewhere; B knows no age above 24. */
const samples = Array.from({ length: 24 }, (_, index) => ({
  age: index % 4 === 1 || index % 6 === 5 ? null : 15 + ((index * 5) % 17) + (index % 3 === 0 ? 0.5 : 0),
  ...(index % 4 === 1 ? { ageBand: [17 + (index % 5), 23 + (index % 9)] as const } : {}),
  gender: index % 5 === 2 ? null : ((index % 2) as 0 | 1),
  source: index % 3 === 0 ? "B" : "A",
  attributes: {
    ...(index % 7 === 3 ? {} : { glasses: index % 2 ? "yes" : "no" }),
    ...(index % 2 ? { hair: ["black", "fair", "none"][index % 3]! } : {}),
  },
}));
const offsets = {
  B: Float32Array.from({ length: classes }, (_, year) => (year > 6 ? excludedOffset : 0.1 * (year % 3))),
};
const inputs = {
  age: { values: numbers(samples.length * classes, 3), width: classes },
  gender: { values: numbers(samples.length * 2, 2), width: 2 },
  glasses: { values: numbers(samples.length * 2, 2), width: 2 },
  hair: { values: numbers(samples.length * 3, 2), width: 3 },
  features: { values: numbers(samples.length * units), width: units },
  centres: { values: numbers(units * 2), width: 2 },
};
const losses: LossOptions[] = [
  { age: { kind: "crossEntropy", smoothing: 0.1 }, gender: { kind: "crossEntropy", smoothing: 0.05, weight: 2 } },
  {
    age: { kind: "focal", gamma: 1.5 },
    gender: { kind: "focal", smoothing: 0.1 },
    attributes: { hair: { kind: "focal" } },
  },
  { age: { kind: "labelDistribution", expectation: 0.25, quadraticBelow: 1 }, gender: null },
  { age: { kind: "labelDistribution", deviation: 0, weight: 0.5 }, gender: { kind: "arcFace", scale: 16 } },
  { age: { kind: "meanVariance" }, gender: { kind: "arcFace", margin: 2.5, scale: 4 } },
  {
    age: { kind: "ordinal" },
    gender: { kind: "crossEntropy" },
    attributes: { glasses: { kind: "crossEntropy", smoothing: 0.2 } },
  },
  { age: null, gender: null, attributes: { glasses: { kind: "crossEntropy" } } },
];
const heads = Object.keys(attributes);
const complete = (loss: LossOptions) => ({
  age: loss.age && withDefaults(ageLossSchema, loss.age),
  gender: loss.gender && withDefaults(genderLossSchema, loss.gender),
  attributes: Object.fromEntries(
    heads.map((name) => [
      name,
      withDefaults(attributeLossSchema, loss.attributes?.[name] ?? ({ kind: "crossEntropy" } as AttributeLoss)),
    ]),
  ),
});

const weights = [
  { name: "row1/kernel", kind: "kernel", shape: [1, 1, 4, 6] },
  { name: "row2/kernel", kind: "kernel", shape: [3, 3, 2, 3] },
  { name: "row1/depthwise_kernel", kind: "depthwiseKernel", shape: [3, 3, 2, 1] },
  { name: "head/kernel", kind: "denseKernel", shape: [5, 2] },
  { name: "row1/gamma", kind: "gamma", shape: [6] },
] as const;
const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);
let place = 0;
const layout: ParameterLayout = {
  slots: weights.map(({ name, kind, shape }) => {
    const length = sizeOf(shape);
    place += length;
    return { name, kind, shape: [...shape], trainable: true, offset: place - length, length };
  }),
  length: weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
};
const optimisers: OptimiserOptions[] = [
  { kind: "sgd", weightDecay: 0.1 },
  { kind: "momentum", clipNorm: 1 },
  { kind: "momentum", nesterov: true },
  { kind: "rmsprop", momentum: 0.5 },
  { kind: "rmsprop", centered: true },
  { kind: "adagrad" },
  { kind: "adadelta" },
  { kind: "adam", clipNorm: 2, beta2: 0.95 },
  { kind: "adamw", weightDecay: 0.2 },
  { kind: "adamax" },
  { kind: "muon", weightDecay: 0.1, rounds: 3 },
];
const [rate, averageDecay] = [0.01, 0.5];
const start = numbers(layout.length);
const gradients = Array.from({ length: 4 }, () => numbers(layout.length));
/** Of the flat array, each weight's own numbers. */
const partsOf = (values: Float32Array) =>
  layout.slots.map(({ offset, length }) => Array.from(values.subarray(offset, offset + length)));

interface Answer {
  readonly losses: readonly {
    readonly total: number;
    readonly terms: Readonly<Record<string, number>>;
    readonly gradients: Readonly<Record<string, readonly number[]>>;
  }[];
  readonly optimised: readonly { readonly values: number[][]; readonly shipped: number[][] }[];
}

describeIfPython(["tensorflow", "tf_keras"], "the port to TensorFlow", () => {
  let folder: string;
  let answer: Answer;

  beforeAll(async () => {
    await tf.setBackend("cpu");
    folder = await mkdtemp(join(tmpdir(), "fagr-parity-"));
    const rowsOf = ({ values, width }: { values: Float32Array; width: number }) =>
      Array.from({ length: values.length / width }, (_, row) =>
        Array.from(values.subarray(row * width, (row + 1) * width)),
      );
    const labels = {
      ages: samples.map(({ age }) => age),
      bands: samples.map(({ ageBand }) => ageBand ?? null),
      genders: samples.map(({ gender }) => gender),
      sources: samples.map(({ source }) => source),
      attributes: {
        glasses: samples.map(({ attributes: own }) => (own.glasses ? attributes.glasses.indexOf(own.glasses) : null)),
        hair: samples.map(({ attributes: own }) => (own.hair ? attributes.hair.indexOf(own.hair) : null)),
      },
    };
    const job = {
      count: 0,
      losses: losses.map((loss) => ({
        architecture: { ageRange: [lowest, highest], attributes },
        recipe: { loss: complete(loss) },
        labels,
        offsets: { B: Array.from(offsets.B) },
        inputs: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, rowsOf(input)])),
      })),
      optimisers: {
        weights: weights.map(({ name, shape }, index) => ({ name, shape, values: partsOf(start)[index] })),
        gradients: gradients.map(partsOf),
        recipes: [averageDecay, 0].flatMap((decay) =>
          optimisers.map((options) => ({
            optimiser: withDefaults(optimiserSchema, options),
            averageDecay: decay,
            rate,
          })),
        ),
      },
    };
    await writeFile(join(folder, "job.json"), JSON.stringify(job));
    const parity = fileURLToPath(new URL("../../../../examples/train-with-tensorflow/test/parity.py", import.meta.url));
    const env = { ...process.env, CUDA_VISIBLE_DEVICES: "-1", OMP_NUM_THREADS: "1", TF_CPP_MIN_LOG_LEVEL: "2" };
    const output = execFileSync(python, [parity, join(folder, "job.json")], {
      ...{ encoding: "utf8", env, maxBuffer: 2 ** 28, stdio: ["ignore", "pipe", "ignore"] },
    } as const);
    answer = JSON.parse(output.trim().split("\n").at(-1)!);
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true }));

  it.each(losses.map((loss, index) => [JSON.stringify(loss), loss, index] as const))(
    "has the loss %s",
    (_, loss, index) => {
      const variables = Object.fromEntries(
        Object.entries(inputs).map(([name, { values, width }]) => [
          name,
          tf.variable(tf.tensor2d(values, [values.length / width, width]), true, `${index}/${name}`),
        ]),
      ) as Record<keyof typeof inputs, tf.Variable<tf.Rank.R2>>;
      const counts = {
        ageCount: samples.filter((sample) => hasAge(sample, [lowest, highest])).length,
        genderCount: samples.filter(({ gender }) => gender !== null).length,
        attributeCounts: countAttributes(samples, attributes),
      };
      let parts: Readonly<Record<string, tf.Scalar>> = {};
      const { value, grads } = tf.variableGrads(() => {
        const pass = {
          ageLogits: variables.age as unknown as tf.Tensor2D,
          genderLogits: variables.gender as unknown as tf.Tensor2D,
          attributeLogits: { glasses: variables.glasses, hair: variables.hair } as unknown as Record<
            string,
            tf.Tensor2D
          >,
          genderFeatures: variables.features as unknown as tf.Tensor2D,
          batchStatistics: new Map(),
        };
        const targets = makeTargets(samples, { ageRange: [lowest, highest], loss, offsets, attributes });
        const kernel = new Map([["gender_probabilities/denseKernel", variables.centres as tf.Tensor]]);
        const answered = totalLoss(pass, { targets, loss, ...counts, weights: kernel });
        parts = Object.fromEntries(Object.entries(answered.parts).map(([name, part]) => [name, tf.keep(part)]));
        return answered.total;
      }, Object.values(variables));
      const theirs = answer.losses[index]!;
      expect(theirs.total).toBeCloseTo(value.dataSync()[0]!, 4);
      expect(Object.keys(theirs.terms).sort()).toEqual(Object.keys(parts).sort());
      for (const [name, part] of Object.entries(parts)) expect(theirs.terms[name]).toBeCloseTo(part.dataSync()[0]!, 4);
      for (const name of Object.keys(inputs)) {
        const own = grads[`${index}/${name}`];
        const expected = own ? own.dataSync() : new Float32Array(inputs[name as keyof typeof inputs].values.length);
        for (const [at, slope] of expected.entries()) expect(theirs.gradients[name]![at]).toBeCloseTo(slope, 4);
      }
    },
  );

  it.each(
    [averageDecay, 0].flatMap((decay, half) =>
      optimisers.map((options, index) => [options, decay, half * optimisers.length + index] as const),
    ),
  )("takes the steps of %j, with averages of %d", (options, decay, index) => {
    const values = start.slice();
    const average = start.slice();
    const optimiser = createOptimiser(layout, options);
    for (const gradient of gradients) {
      optimiser.update(values, { gradient, learningRate: rate });
      if (decay > 0) updateMovingAverage(average, { values, decay, updates: optimiser.updates });
    }
    const { values: theirs, shipped } = answer.optimised[index]!;
    const largest = (one: readonly number[], other: Float32Array) =>
      one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at]!)), 0);
    expect(largest(theirs.flat(), values)).toBeLessThan(1e-5);
    expect(largest(shipped.flat(), decay > 0 ? average : values)).toBeLessThan(1e-5);
    expect(largest(theirs.flat(), start)).toBeGreaterThan(1e-4);
  });
});
