import {
  add,
  batchNorm,
  customGrad,
  div,
  type GradSaveFunc,
  moments,
  mul,
  neg,
  prelu,
  reshape,
  rsqrt,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  tidy,
} from "@tensorflow/tfjs-core";
import { allocate, allocateZeros, isWasmBackend, kernels, pointer, toTensor } from "./tfjs-heap";

/** What {@link batchNormActivation} takes. */
export interface BatchNormActivationInputs {
  /** `[..., C]`. */
  x: Tensor;
  /** `[C]`. */
  gamma: Tensor1D;
  /** `[C]`. */
  beta: Tensor1D;
  /** `[C]`, PReLU's slopes; without them the result is linear. */
  alpha?: Tensor1D | undefined;
  /** Added to the result; the shape of x. */
  residual?: Tensor | undefined;
  /** Added to the variance. */
  epsilon: number;
  /** `[C]` each, in place of the batch's own: constants, which gradients do not go through. */
  statistics?: { readonly mean: Tensor1D; readonly variance: Tensor1D } | undefined;
}

/** What {@link batchNormActivation} gives back: the result and the statistics of this batch. */
export interface BatchNormActivationResult<T extends Tensor> {
  y: T;
  /** `[C]` */
  mean: Tensor1D;
  /** `[C]`, biased (divided by the number of rows), as Keras uses it. */
  variance: Tensor1D;
}

/**
 * Batch normalisation in training mode (Ioffe and Szegedy 2015), PReLU (He et al. 2015) and a residual sum as one
 * differentiable operation: y = prelu(gamma (x - mean) / sqrt(variance + epsilon) + beta, alpha) + residual, with mean and
 * variance over all axes but the last. On the wasm backend it runs on fused kernels that keep only x for the backward
 * pass; elsewhere it is put together from tfjs operations, which gives the same numbers.
 */
export function batchNormActivation<T extends Tensor>(
  inputs: BatchNormActivationInputs & { x: T },
): BatchNormActivationResult<T> {
  if (inputs.statistics) return withGivenStatistics(inputs, inputs.statistics) as BatchNormActivationResult<T>;
  return (isWasmBackend() ? fused(inputs) : composed(inputs)) as BatchNormActivationResult<T>;
}

function withGivenStatistics(
  { x, gamma, beta, alpha, residual, epsilon }: BatchNormActivationInputs,
  { mean, variance }: NonNullable<BatchNormActivationInputs["statistics"]>,
): BatchNormActivationResult<Tensor> {
  const scale = mul(gamma, rsqrt(add(variance, epsilon)));
  const normalised = add(mul(x, scale), sub(beta, mul(mean, scale)));
  const activated = alpha ? prelu(normalised, alpha) : normalised;
  return { y: residual ? add(activated, residual) : activated, mean, variance };
}

function composed({
  x,
  gamma,
  beta,
  alpha,
  residual,
  epsilon,
}: BatchNormActivationInputs): BatchNormActivationResult<Tensor> {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const { mean, variance } = moments(x, axes);
  const normalised = batchNorm(x as never, mean as never, variance as never, beta as never, gamma as never, epsilon);
  const activated = alpha ? prelu(normalised, alpha) : (normalised as Tensor);
  return { y: residual ? add(activated, residual) : activated, mean: mean as Tensor1D, variance: variance as Tensor1D };
}

function fused({
  x,
  gamma,
  beta,
  alpha,
  residual,
  epsilon,
}: BatchNormActivationInputs): BatchNormActivationResult<Tensor> {
  const C = x.shape.at(-1)!;
  const M = x.size / C;
  const meanInfo = allocate([C]);
  const varianceInfo = allocate([C]);
  kernels().channelMoments(pointer(x), pointer(meanInfo), pointer(varianceInfo), M, C);
  const mean = toTensor<Tensor1D>(meanInfo);
  const variance = toTensor<Tensor1D>(varianceInfo);
  const operation = customGrad((...parameters) => {
    const [input, scaleFactor, offset] = parameters as unknown as [Tensor, Tensor1D, Tensor1D];
    const save = parameters.at(-1) as unknown as GradSaveFunc;
    const reciprocal = rsqrt(add(variance, epsilon));
    const scale = mul(scaleFactor, reciprocal);
    const shift = sub(offset, mul(mean, scale));
    const y = allocate(x.shape);
    // biome-ignore format: the kernel's parameters, in its order
    kernels().normaliseActivate(pointer(input), pointer(scale), pointer(shift), alpha ? pointer(alpha) : 0, residual ? pointer(residual) : 0, pointer(y), M, C);
    save([input, mean, reciprocal, scale, shift, ...(alpha ? [alpha] : [])]);
    return {
      value: toTensor(y),
      gradFunc: (dy: Tensor, saved: Tensor[]) => gradients(dy, saved, { M, C, hasResidual: residual !== undefined }),
    };
  });
  const y = operation(x, gamma, beta, ...(alpha ? [alpha] : []), ...(residual ? [residual] : []));
  return { y, mean, variance };
}

/** Gradients of x, gamma, beta, then alpha and residual where they are. */
function gradients(
  dy: Tensor,
  saved: Tensor[],
  { M, C, hasResidual }: { M: number; C: number; hasResidual: boolean },
): Tensor[] {
  const [x, mean, reciprocal, scale, shift, alpha] = saved as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor?];
  const sumDz = allocateZeros([C]);
  const sumDzX = allocateZeros([C]);
  const dAlpha = alpha ? allocateZeros([C]) : undefined;
  // biome-ignore format: the kernel's parameters, in its order
  kernels().activationGradientSums(pointer(x), pointer(dy), pointer(scale), pointer(shift), alpha ? pointer(alpha) : 0, pointer(mean), pointer(sumDz), pointer(sumDzX), dAlpha ? pointer(dAlpha) : 0, M, C);
  const dBeta = toTensor(sumDz);
  const sumDzXTensor = toTensor(sumDzX);
  const [dGamma, xFactor, constant] = tidy(() => {
    const factor = neg(div(mul(mul(scale, square(reciprocal)), sumDzXTensor), M));
    return [mul(sumDzXTensor, reciprocal), factor, neg(add(mul(factor, mean), div(mul(scale, dBeta), M)))] as [
      Tensor,
      Tensor,
      Tensor,
    ];
  });
  const dx = allocate(x.shape);
  // biome-ignore format: the kernel's parameters, in its order
  kernels().normaliseGradient(pointer(x), pointer(dy), pointer(scale), pointer(shift), alpha ? pointer(alpha) : 0, pointer(xFactor), pointer(constant), pointer(dx), M, C);
  return [
    toTensor(dx),
    dGamma,
    dBeta,
    ...(dAlpha ? [toTensor(dAlpha)] : []),
    // A reshape shares the data; a clone would copy it.
    ...(hasResidual ? [reshape(dy, dy.shape)] : []),
  ];
}
