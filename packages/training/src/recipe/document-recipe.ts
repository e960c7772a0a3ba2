import { documentAugmentation } from "../augmentation/augmentation";
import type { LossOptions } from "../losses/loss-kinds";
import { documentBatches } from "../sampler/batches";
import type { Recipe, TrainingRecipe } from "./recipe";

/** The document's losses: SparseCategoricalCrossentropy of age and CategoricalCrossentropy of gender, added up. */
export const documentLoss: LossOptions = { age: { kind: "crossEntropy" }, gender: { kind: "crossEntropy" } };

/**
 * Stage two of the document's recipe, and all of it where no gender network is to be trained first: both tasks,
 * group-balanced batches of 128, Adam at 0.01 without decay, 1,270,000 steps, augmentation as in its authors' code.
 */
export const ageGenderStage: Recipe = {
  name: "age-gender",
  architecture: "age-gender-62",
  seed: 1,
  batches: documentBatches,
  loss: documentLoss,
  optimiser: { kind: "adam" },
  schedule: { kind: "constant", learningRate: 0.01, steps: 1_270_000 },
  batchNormMomentum: 0.99,
  averageDecay: 0,
  augmentation: documentAugmentation,
};

/**
 * Stage one of the document's recipe: gender alone, on CelebA, in batches of 128. The document gives no number of steps;
 * 100,000 are some 70 passes through CelebA's training pictures.
 */
export const genderStage: Recipe = {
  ...ageGenderStage,
  name: "gender",
  sources: ["CelebA"],
  batches: { kind: "plain", size: 128 },
  loss: { age: null, gender: { kind: "crossEntropy" } },
  schedule: { kind: "constant", learningRate: 0.01, steps: 100_000 },
};

/** The document's recipe: gender alone, then an age branch is added to that network and both are trained. */
export const documentRecipe: TrainingRecipe = { name: "document", stages: [genderStage, ageGenderStage] };
