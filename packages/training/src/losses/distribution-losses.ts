import {
  add,
  exp,
  log,
  logSoftmax,
  logSumExp,
  matMul,
  max,
  mul,
  neg,
  pow,
  type Scalar,
  sign,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  tensor2d,
} from "@tensorflow/tfjs-core";

/** Targets of classes, and which samples take part. */
export interface ClassTargets {
  /** `[N, classes]`, rows sum to 1. */
  readonly targets: Tensor2D;
  /** `[N]`, 0 leaves a sample out. */
  readonly weights: Tensor1D;
}

/**
 * Cross-entropy of soft targets on logits, summed over the samples with their weights. With one-hot targets it is the
 * document's SparseCategoricalCrossentropy (age) and CategoricalCrossentropy (gender); with a Gaussian around the label it is
 * the Kullback-Leibler divergence of DLDL-v2 (Gao et al. 2018) up to a constant.
 *
 * @param logits - `[N, classes]`
 */
export function crossEntropySum(logits: Tensor2D, { targets, weights }: ClassTargets): Scalar {
  return sum(mul(neg(sum(mul(targets, logSoftmax(logits)), 1)), weights));
}

/**
 * Likelihood of age bands: minus the logarithm of the sum of a band's probabilities, summed over the samples with their
 * weights. Which year of the band it is, the label does not say, and so nothing is asked.
 *
 * @param logits - `[N, classes]`
 * @param options - `targets`: positive inside the band, 0 outside.
 */
export function bandLossSum(logits: Tensor2D, { targets, weights }: ClassTargets): Scalar {
  const logProbabilities = logSoftmax(logits);
  // A class outside counts as if it were e^-80 as likely: nothing, and yet a finite logarithm.
  const inside = add(logProbabilities, mul(sub(1, sign(targets)), -80));
  return sum(mul(neg(logSumExp(inside, 1)), weights));
}

/**
 * Focal loss (Lin et al. 2017, eq. 4) of soft targets on logits: each class's cross-entropy times (1 - p)^gamma, summed over
 * the samples with their weights.
 *
 * @param logits - `[N, classes]`
 * @param options - `gamma` >= 0; 0 is cross-entropy.
 */
export function focalLossSum(
  logits: Tensor2D,
  { targets, weights, gamma }: ClassTargets & { readonly gamma: number },
): Scalar {
  const logProbabilities = logSoftmax(logits);
  const easy = pow(sub(1, exp(logProbabilities)), gamma);
  return sum(mul(neg(sum(mul(mul(targets, easy), logProbabilities), 1)), weights));
}

/**
 * Ordinal loss after CORAL (Cao et al. 2020, eq. 4): for every class but the last the binary cross-entropy of "above this
 * class?", summed over the samples with their weights. Where the paper asks K - 1 logistic units that share one weight
 * vector, the answers here are the cumulative sums of the softmax: they fall from class to class, which is the paper's rank
 * consistency, and the network keeps its one distribution of K classes.
 *
 * @param logits - `[N, classes]`
 */
export function ordinalLossSum(logits: Tensor2D, { targets, weights }: ClassTargets): Scalar {
  const classes = logits.shape[1];
  const { upTo, above } = cumulation(classes);
  // Unnormalised probabilities: sums of each side keep their relative precision, where 1 - (a sum near 1) would lose it.
  const powers = exp(sub(logits, max(logits, 1, true)));
  const logTotal = log(sum(powers, 1, true));
  const logShare = (side: Tensor2D) => sub(log(add(matMul(powers as Tensor2D, side), 1e-30)), logTotal);
  const answer = (side: Tensor2D) => mul(matMul(targets, side), logShare(side));
  return sum(mul(neg(sum(add(answer(upTo), answer(above)), 1)), weights));
}

/** Matrices `[K, K - 1]` whose product with a distribution gives P(class <= k) and P(class > k) for k = 0 .. K - 2. */
function cumulation(classes: number): { upTo: Tensor2D; above: Tensor2D } {
  const matrix = (holds: (row: number, k: number) => boolean) =>
    tensor2d(
      Float32Array.from({ length: classes * (classes - 1) }, (_, index) =>
        holds(Math.floor(index / (classes - 1)), index % (classes - 1)) ? 1 : 0,
      ),
      [classes, classes - 1],
    );
  return { upTo: matrix((row, k) => row <= k), above: matrix((row, k) => row > k) };
}
