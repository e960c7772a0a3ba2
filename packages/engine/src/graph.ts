import type { FeatureShape, Padding } from "@fagr/core/network";

/** How each number is bent: clipped to limits (ReLU: 0 to Infinity), or PReLU with a slope for each channel. */
export type Activation =
  | { readonly kind: "clip"; readonly minimum: number; readonly maximum: number }
  | { readonly kind: "prelu"; readonly slopes: Float32Array };

interface Named {
  /** Of the operation and of the value that it gives. */
  readonly name: string;
}

interface FromOne extends Named {
  /** Name of the value that it reads. */
  readonly input: string;
}

interface Windowed extends FromOne {
  readonly stride: number;
  /** Pixels of zeros around the input; for pools, pixels that do not count. */
  readonly padding: Padding;
}

/** A convolution, also a 1x1 one, or a matrix on a value of one pixel. */
export interface ConvolutionOperation extends Windowed {
  readonly kind: "convolution";
  readonly kernelSize: readonly [height: number, width: number];
  /** [height, width, in, out] */
  readonly kernel: Float32Array;
  /** [out] */
  readonly bias: Float32Array;
}

/** A convolution of each channel by itself. */
export interface DepthwiseOperation extends Windowed {
  readonly kind: "depthwise";
  readonly kernelSize: readonly [height: number, width: number];
  /** [height, width, channels] */
  readonly kernel: Float32Array;
  /** [channels] */
  readonly bias: Float32Array;
}

/** The largest value or the mean of each window. */
export interface PoolOperation extends Windowed {
  readonly kind: "maximumPool" | "averagePool";
  readonly windowSize: readonly [height: number, width: number];
}

/** Each pixel `factor` times across and down. */
export interface UpsampleOperation extends FromOne {
  readonly kind: "upsample";
  readonly factor: number;
}

/** The sum of two values of one shape. */
export interface SumOperation extends Named {
  readonly kind: "sum";
  readonly inputs: readonly [string, string];
}

/** Channels of values of one height and width, side by side. */
export interface ConcatenationOperation extends Named {
  readonly kind: "concatenation";
  readonly inputs: readonly string[];
}

/** Each number by itself. */
export interface ActivationOperation extends FromOne {
  readonly kind: "activation";
  readonly activation: Activation;
}

/** `sigmoid` of each number, `softmax` over the channels of each pixel. */
export interface ProbabilityOperation extends FromOne {
  readonly kind: "sigmoid" | "softmax";
}

/** What a network is made of. */
export type GraphOperation =
  | ConvolutionOperation
  | DepthwiseOperation
  | PoolOperation
  | UpsampleOperation
  | SumOperation
  | ConcatenationOperation
  | ActivationOperation
  | ProbabilityOperation;

/** A network for one picture at a time: values are [height, width, channels], and operations stand in the order of execution. */
export interface Graph {
  readonly input: { readonly name: string; readonly shape: FeatureShape };
  readonly operations: readonly GraphOperation[];
  /** Names of the values that are wanted. */
  readonly outputs: readonly string[];
}

/** Names of the values that an operation reads. */
export function inputsOf(operation: GraphOperation): readonly string[] {
  return "inputs" in operation ? operation.inputs : [operation.input];
}
