import {
  abs,
  expandDims,
  minimum,
  mul,
  type Scalar,
  softmax,
  square,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
} from "@tensorflow/tfjs-core";

/** Labels in years, and which samples take part. */
export interface YearTargets {
  /** `[N]` labels, years above the lowest age. */
  readonly years: Tensor1D;
  /** `[N]`, 0 leaves a sample out. */
  readonly weights: Tensor1D;
}

/**
 * Error of the expectation of the age distribution, the very number that is reported, summed over the samples with their
 * weights: L1 as in DLDL-v2 (Gao et al. 2018, eq. 10), or Huber's, which is quadratic near the label.
 *
 * @param logits - `[N, classes]`, one class a year
 * @param options - `quadraticBelow`: years below which the error e counts e^2 / (2 d) instead of e - d / 2. Default 0.
 */
export function expectationLossSum(
  logits: Tensor2D,
  { years, weights, quadraticBelow = 0 }: YearTargets & { readonly quadraticBelow?: number },
): Scalar {
  const error = abs(sub(expectationOf(softmax(logits)), years)) as Tensor1D;
  if (quadraticBelow === 0) return sum(mul(error, weights));
  // With c = min(e, d): c (e - c / 2) / d is e^2 / (2 d) below d years and e - d / 2 above.
  const capped = minimum(error, quadraticBelow);
  const perSample = mul(mul(capped, sub(error, mul(capped, 0.5))), 1 / quadraticBelow);
  return sum(mul(perSample, weights));
}

/**
 * The two parts of the mean-variance loss (Pan et al. 2018, eq. 5 and 7), each summed over the samples with their weights:
 * half the squared error of the expectation, and the variance of the distribution. Both in years squared.
 *
 * @param logits - `[N, classes]`, one class a year
 */
export function meanVarianceSums(
  logits: Tensor2D,
  { years, weights }: YearTargets,
): { readonly mean: Scalar; readonly variance: Scalar } {
  const probabilities = softmax(logits);
  const expectation = expectationOf(probabilities);
  const distances = square(sub(classYears(logits), expandDims(expectation, 1)));
  return {
    mean: sum(mul(mul(square(sub(expectation, years)), 0.5), weights)),
    variance: sum(mul(sum(mul(probabilities, distances), 1), weights)),
  };
}

function expectationOf(probabilities: Tensor2D): Tensor1D {
  return sum(mul(probabilities, classYears(probabilities)), 1);
}

/** `[classes]` 0, 1, 2 ... */
function classYears({ shape: [, classes] }: Tensor2D): Tensor1D {
  return tensor1d(Float32Array.from({ length: classes }, (_, index) => index));
}
