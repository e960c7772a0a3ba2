import type { ConvolutionStep, DenseStep } from "@fagr/core/backend";
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from "@tensorflow/tfjs-core";
import type { Tfjs } from "./tfjs";

/** In full: before and after, for each of N, H, W, C. */
type TfjsPadding = "valid" | "same" | [[number, number], [number, number], [number, number], [number, number]];

/** A step of the network with its weights on the device. */
export interface TfjsLayer {
  readonly name: string;
  /** The layers whose outputs it takes: its input, and perhaps a residual. */
  readonly takes: readonly string[];
  apply(input: Tensor, residual?: Tensor): Tensor;
  dispose(): void;
}

/** Puts a step's weights on the backend that is active. They live until the layer is disposed, whatever scope is open. */
export function createLayer(tf: Tfjs, step: ConvolutionStep | DenseStep): TfjsLayer {
  const held: Tensor[] = [];
  const hold = <T extends Tensor>(values: Float32Array, shape: number[]): T => {
    const tensor = tf.keep(tf.tensor(values, shape));
    held.push(tensor);
    return tensor as T;
  };
  const apply = step.kind === "dense" ? dense(tf, step, hold) : convolution(tf, step, hold);
  const residual = step.kind === "dense" ? null : step.residual;
  return {
    name: step.name,
    takes: residual === null ? [step.input] : [step.input, residual],
    apply,
    dispose: () => {
      for (const tensor of held) tensor.dispose();
    },
  };
}

type Hold = <T extends Tensor>(values: Float32Array, shape: number[]) => T;

/** [N, H, W, in] to [N, H', W', out] */
function convolution(tf: Tfjs, step: ConvolutionStep, hold: Hold): TfjsLayer["apply"] {
  const [height, width] = step.kernelSize;
  const channels = step.outputShape[2];
  const isDepthwise = step.kind === "depthwiseConv";
  const operation = {
    filter: hold<Tensor4D>(step.kernel, [height, width, step.inputShape[2], isDepthwise ? 1 : channels]),
    bias: hold<Tensor1D>(step.bias, [channels]),
    strides: step.stride,
    // Both operations take paddings in full; the type of one of them does not know.
    pad: toTfjsPadding(step) as "same",
    ...(step.slopes && {
      activation: "prelu" as const,
      preluActivationWeights: hold<Tensor1D>(step.slopes, [channels]),
    }),
  };
  const convolve = isDepthwise ? tf.fused.depthwiseConv2d : tf.fused.conv2d;
  return (input, residual) => {
    const output = convolve({ x: input as Tensor4D, ...operation });
    return residual ? tf.add(output, residual) : output;
  };
}

/** [N, in] or [N, 1, 1, in] to [N, units] */
function dense(tf: Tfjs, { inputs, units, kernel, bias }: DenseStep, hold: Hold): TfjsLayer["apply"] {
  const operation = {
    b: hold<Tensor2D>(kernel, [inputs, units]),
    ...(bias && { bias: hold<Tensor1D>(bias, [units]) }),
  };
  return (input) => tf.fused.matMul({ a: tf.reshape(input, [-1, inputs]) as Tensor2D, ...operation });
}

/**
 * Native TensorFlow takes no paddings in full, only the names of its own two; every backend takes those.
 *
 * @returns The name where the numbers are what TensorFlow means by it, and the numbers otherwise.
 */
export function toTfjsPadding({ padding, kernelSize, stride, inputShape }: ConvolutionStep): TfjsPadding {
  const { top, bottom, left, right } = padding;
  if (top + bottom + left + right === 0) return "valid";
  const isSame = ([before, after]: [number, number], axis: 0 | 1) => {
    const total = Math.max(
      (Math.ceil(inputShape[axis] / stride) - 1) * stride + kernelSize[axis] - inputShape[axis],
      0,
    );
    // What is odd goes after.
    return before === Math.floor(total / 2) && after === total - before;
  };
  if (isSame([top, bottom], 0) && isSame([left, right], 1)) return "same";
  // biome-ignore format: one line for each of N, H, W, C reads worse
  return [[0, 0], [top, bottom], [left, right], [0, 0]];
}
