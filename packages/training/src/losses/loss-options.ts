/** Plain cross-entropy: the document's loss of both tasks. */
export interface CrossEntropyLoss {
  readonly kind: "crossEntropy";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Label smoothing (Szegedy et al. 2016): the share of the target that is spread over all classes, 0..1. Default 0. */
  readonly smoothing?: number;
}

/** Focal loss (Lin et al. 2017): cross-entropy that cares less about what is already right. */
export interface FocalLoss {
  readonly kind: "focal";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Exponent of the factor (1 - p)^gamma; 0 is cross-entropy. Default 2, the paper's. */
  readonly gamma?: number;
  /** See {@link CrossEntropyLoss.smoothing}. Default 0. */
  readonly smoothing?: number;
}

/**
 * Label distribution learning (Gao et al. 2018, "DLDL-v2"): the target is a Gaussian around the age, and the expectation,
 * which is what a prediction reports, is trained as well.
 */
export interface LabelDistributionLoss {
  readonly kind: "labelDistribution";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Standard deviation of the Gaussian, years. Default 2. */
  readonly deviation?: number;
  /** Factor of the L1 error of the expectation beside the distribution's cross-entropy. Default 1, the paper's. */
  readonly expectation?: number;
  /** Years below which that L1 error is quadratic (Huber), so that it calms down near the label. Default 0: plain L1. */
  readonly quadraticBelow?: number;
}

/** Mean-variance loss (Pan et al. 2018): cross-entropy, the squared error of the expectation, and a narrow distribution. */
export interface MeanVarianceLoss {
  readonly kind: "meanVariance";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Factor of half the squared error of the expectation, years squared. Default 0.2, the paper's. */
  readonly mean?: number;
  /** Factor of the distribution's variance, years squared. Default 0.05, the paper's. */
  readonly variance?: number;
}

/**
 * Ordinal regression after CORAL (Cao et al. 2020): one yes-or-no question for each age but the last, "older than this?",
 * each with its binary cross-entropy. The answers are the cumulative sums of the network's distribution, which makes them
 * consistent as in the paper and leaves the network, and so every backend, as it is.
 */
export interface OrdinalLoss {
  readonly kind: "ordinal";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
}

/**
 * ArcFace (Deng et al. 2019) on the gender classes: the angle between a face's features and its class's weights must be
 * smaller by a margin. For the pre-training stage; a later stage with cross-entropy makes the probabilities honest.
 */
export interface ArcFaceLoss {
  readonly kind: "arcFace";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Radians. Default 0.5, the paper's. */
  readonly margin?: number;
  /** Factor of the cosines before the softmax. Default 64, the paper's. */
  readonly scale?: number;
}

/** What can train the age head. */
export type AgeLoss = CrossEntropyLoss | FocalLoss | LabelDistributionLoss | MeanVarianceLoss | OrdinalLoss;

/** What can train the gender head. */
export type GenderLoss = CrossEntropyLoss | FocalLoss | ArcFaceLoss;

/**
 * The loss of each task; `null` leaves a task out, whose head then stays as it is.
 *
 * @example
 * ```ts
 * const loss: LossOptions = {
 *   age: { kind: "labelDistribution", deviation: 2, expectation: 0.25, quadraticBelow: 1 },
 *   gender: { kind: "crossEntropy", smoothing: 0.05, weight: 2 },
 * };
 * ```
 */
export interface LossOptions {
  readonly age: AgeLoss | null;
  readonly gender: GenderLoss | null;
}
