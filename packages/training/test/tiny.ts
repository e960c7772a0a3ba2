/** A data set and recipes on which a training takes seconds: bright faces are men, and older ones have more red. */

import type { CropSet, CropsInMemory } from "@fagr/data/crops";
import { noAugmentation } from "../src/augmentation/augmentation";
import { ageGenderStage } from "../src/recipe/document-recipe";
import type { Recipe } from "../src/recipe/recipe";
import type { StepPart } from "../src/trainer/replica";

const size = 32;
const count = 64;
const youngest = 20;
const oldest = 27;

function tinyCrops(): CropSet & CropsInMemory {
  const ages = oldest - youngest + 1;
  const samples = Array.from({ length: count }, (_, index) => ({
    file: `${index}.png`,
    age: youngest + (index % ages),
    gender: (Math.floor(index / ages) % 2) as 0 | 1,
    domain: index < count / 2 ? ("asian" as const) : ("americanEuropean" as const),
    source: index % 4 === 0 ? "A" : "B",
    digest: String(index),
  }));
  const bytes = size * size * 3;
  const pixels = new Uint8Array(count * bytes);
  for (const [index, { age, gender }] of samples.entries())
    for (let byte = 0; byte < bytes; byte++)
      pixels[index * bytes + byte] =
        40 + 90 * gender + (byte % 3 === 0 ? 10 * (age - youngest) : 0) + ((byte * (index + 3)) % 30);
  return { manifest: { size, boxScale: 1.06, samples }, pixels };
}

/** Every fourth of the tiny crops is for validation. */
export function tinySplit() {
  const all = Int32Array.from({ length: count }, (_, index) => index);
  return {
    crops: tinyCrops(),
    training: all.filter((index) => index % 4 !== 1),
    validation: all.filter((index) => index % 4 === 1),
  };
}

/** A whole batch of the tiny crops as one part; all of them have both labels. */
export function wholeBatch(indices: Int32Array): StepPart {
  const count = indices.length;
  return {
    ...{ step: 0, part: 0, parts: 1, batchSize: count, batchOffset: 0 },
    ...{ indices, ageCount: count, genderCount: count, attributeCounts: {} },
  };
}

/** Each kind of row once, and a residual sum. */
const rows = [
  { operator: "conv3x3", channels: 8, repeats: 1, stride: 2 },
  { operator: "depthwiseConv3x3", channels: 8, repeats: 1, stride: 1 },
  { operator: "bottleneck", expansion: 2, channels: 12, repeats: 2, stride: 2 },
  { operator: "conv1x1", channels: 24, repeats: 1, stride: 1 },
  { operator: "globalDepthwiseConv", channels: 24, repeats: 1, stride: 1 },
  { operator: "linearConv1x1", channels: 16, repeats: 1, stride: 1 },
] as const;

/** Both tasks on a network of 4,000 weights. */
export const tinyStage: Recipe = {
  ...ageGenderStage,
  name: "both",
  architecture: { base: "age-gender-62", inputSize: 30, widthMultiplier: 1, rows, ageRange: [youngest, oldest] },
  batches: { kind: "plain", size: 16 },
  schedule: { kind: "constant", learningRate: 0.003, steps: 6 },
  batchNormMomentum: 0.8,
  averageDecay: 0.9,
  augmentation: { ...noAugmentation, mirror: 0.5, brightness: 0.05 },
};

/** Gender alone, with another optimiser. */
export const tinyGenderStage: Recipe = {
  ...tinyStage,
  name: "gender",
  sources: ["B"],
  loss: { age: null, gender: { kind: "crossEntropy" } },
  optimiser: { kind: "momentum" },
};

/**
 * With an optimiser whose steps are as small as the gradients: Adam makes whole steps of gradients that are zero but for
 * rounding, and so of what two machines round differently.
 */
export function tinyGentleStage(steps: number): Recipe {
  const schedule = { kind: "constant", learningRate: 1e-3, steps } as const;
  return { ...tinyStage, optimiser: { kind: "sgd" }, schedule };
}
