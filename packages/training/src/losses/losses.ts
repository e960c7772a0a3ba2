import {
  abs,
  add,
  logSoftmax,
  minimum,
  mul,
  neg,
  type Scalar,
  softmax,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
} from "@tensorflow/tfjs-core";

/**
 * Cross-entropy of soft targets on logits, summed over the samples with their weights. With one-hot targets it is the
 * document's SparseCategoricalCrossentropy (age) and CategoricalCrossentropy (gender); with a Gaussian around the label it is
 * the label distribution loss of DLDL-v2 up to a constant.
 *
 * @param logits - `[N, classes]`
 * @param options - `targets`: `[N, classes]`, rows sum to 1; `weights`: `[N]`
 */
export function crossEntropySum(
  logits: Tensor2D,
  { targets, weights }: { targets: Tensor2D; weights: Tensor1D },
): Scalar {
  const perSample = neg(sum(mul(targets, logSoftmax(logits)), 1));
  return sum(mul(perSample, weights));
}

/**
 * Smooth L1 (Huber, 1 year) between the expectation of the age distribution and the label, summed with weights: it trains
 * the very number that is reported.
 *
 * @param logits - `[N, classes]`
 * @param options - `years`: `[N]` labels, years above the lowest age; `weights`: `[N]`
 */
export function expectationLossSum(
  logits: Tensor2D,
  { years, weights }: { years: Tensor1D; weights: Tensor1D },
): Scalar {
  const classes = logits.shape[1];
  const classYears = tensor1d(Float32Array.from({ length: classes }, (_, index) => index));
  const error = abs(sub(sum(mul(softmax(logits), classYears), 1), years));
  // With c = min(e, 1): c^2 / 2 + (e - c) is e^2 / 2 below one year and e - 1/2 above it.
  const capped = minimum(error, 1);
  const perSample = add(mul(mul(capped, capped), 0.5), sub(error, capped));
  return sum(mul(perSample, weights));
}
