import type { ArchitectureName } from "@fagr/core";
import { type Augmentation, noAugmentation } from "../augmentation/augment";
import type { AdamOptions } from "../optimiser/adam";
import type { Schedule } from "../optimiser/schedule";
import { documentQuotas, type QuotaStage } from "../sampler/quotas";

/** Weights and settings of the losses; the total is their weighted sum. */
export interface LossWeights {
  /** Cross-entropy of the age distribution. */
  readonly age: number;
  /** Smooth L1 between the expectation and the label. 0 leaves it out, as the document does. */
  readonly expectation: number;
  /** Cross-entropy of gender. */
  readonly gender: number;
  /** Standard deviation in years of the age target; 0 is one class, as in the document. */
  readonly ageDeviation: number;
  /** Share of the gender target spread over both classes. */
  readonly genderSmoothing: number;
}

/** Everything that decides a training but the data: small, plain, and kept in every checkpoint. */
export interface Recipe {
  readonly name: string;
  readonly architecture: ArchitectureName;
  readonly seed: number;
  readonly batches: readonly QuotaStage[];
  readonly loss: LossWeights;
  readonly optimiser: AdamOptions;
  readonly schedule: Schedule;
  /** How slowly the moving statistics of batch normalisation follow, 0..1. */
  readonly batchNormMomentum: number;
  /** How slowly the averaged weights follow, 0..1; 0 keeps no average and ships the last weights. */
  readonly averageDecay: number;
  readonly augmentation: Augmentation;
}

/**
 * The document's own recipe: group-balanced batches of 128, cross-entropies, Adam at 0.01 without decay, 1,270,000 steps,
 * augmentation as in its authors' code.
 */
export const documentRecipe: Recipe = {
  name: "document",
  architecture: "age-gender-62",
  seed: 1,
  batches: documentQuotas,
  loss: { age: 1, expectation: 0, gender: 1, ageDeviation: 0, genderSmoothing: 0 },
  optimiser: {},
  schedule: { kind: "constant", learningRate: 0.01, warmUpSteps: 0, steps: 1_270_000 },
  batchNormMomentum: 0.99,
  averageDecay: 0,
  augmentation: {
    ...noAugmentation,
    rotation: 45,
    brightness: 0.2,
    contrast: 0.5,
    saturation: 0.4,
    colour: 0.03,
    mirror: 0.5,
  },
};
