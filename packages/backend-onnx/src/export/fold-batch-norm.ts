import type { Layer, NetworkPlan, WeightSpec } from "@fagr/core";
import { WeightsError } from "@fagr/core";

/** Finds a layer's weights of one kind. */
export type WeightReader = (layer: Layer, kind: WeightSpec["kind"]) => Float32Array;

/** A layer of the plan. */
export type LayerOf<Kind extends Layer["kind"]> = Extract<Layer, { kind: Kind }>;

/** A convolution of either kind. */
export type ConvolutionLayer = LayerOf<"conv" | "depthwiseConv">;

/** Numbers of an ONNX convolution: `weight` is [out, in / groups, height, width]. */
export interface ConvolutionWeights {
  readonly dims: readonly [out: number, inPerGroup: number, height: number, width: number];
  readonly weight: Float32Array;
  /** [out]; null where no batch normalisation brings one. */
  readonly bias: Float32Array | null;
}

/**
 * Pairs each batch normalisation with the convolution that it can be folded into: the one that it alone takes.
 *
 * @returns By name of the convolution.
 * @throws WeightsError if a normalisation follows anything else.
 */
export function findFoldableNorms(plan: NetworkPlan): Map<string, LayerOf<"batchNorm">> {
  const layers = new Map(plan.layers.map((layer) => [layer.name, layer]));
  const uses = (name: string) => plan.layers.filter((layer) => layer.inputs.includes(name)).length;
  const pairs = new Map<string, LayerOf<"batchNorm">>();
  for (const layer of plan.layers) {
    if (layer.kind !== "batchNorm") continue;
    const source = layers.get(layer.inputs[0]!);
    if ((source?.kind !== "conv" && source?.kind !== "depthwiseConv") || uses(source.name) !== 1)
      throw new WeightsError(
        `Expected batch normalisation "${layer.name}" to follow a convolution that nothing else takes, received ${source?.kind ?? "the image"} "${layer.inputs[0]}".`,
      );
    pairs.set(source.name, layer);
  }
  return pairs;
}

/**
 * A convolution in ONNX's order of dimensions, with the normalisation behind it folded in:
 * gamma * (w * x - mean) / sqrt(variance + epsilon) + beta is again a convolution with a bias. Computed in float64 and
 * rounded once.
 */
export function foldConvolution(
  layer: ConvolutionLayer,
  norm: LayerOf<"batchNorm"> | undefined,
  read: WeightReader,
): ConvolutionWeights {
  const [height, width] = layer.kernelSize;
  const depthwise = layer.kind === "depthwiseConv";
  const out = layer.outputShape[2];
  const inputs = depthwise ? 1 : layer.inputShape[2];
  const kernel = read(layer, depthwise ? "depthwiseKernel" : "kernel");
  const scale = new Float64Array(out).fill(1);
  let bias: Float32Array | null = null;
  if (norm) {
    const [gamma, beta] = [read(norm, "gamma"), read(norm, "beta")];
    const [mean, variance] = [read(norm, "movingMean"), read(norm, "movingVariance")];
    for (let channel = 0; channel < out; channel++)
      scale[channel] = gamma[channel]! / Math.sqrt(variance[channel]! + norm.epsilon);
    bias = Float32Array.from(beta, (value, channel) => value - mean[channel]! * scale[channel]!);
  }
  // TensorFlow's [height, width, in, out], where a depthwise kernel's [height, width, channels, 1] reads the same with
  // one input a channel, becomes [out, in, height, width].
  const weight = new Float32Array(kernel.length);
  const positions = height * width;
  for (let position = 0; position < positions; position++)
    for (let input = 0; input < inputs; input++)
      for (let channel = 0; channel < out; channel++)
        weight[(channel * inputs + input) * positions + position] =
          kernel[(position * inputs + input) * out + channel]! * scale[channel]!;
  return { dims: [out, inputs, height, width], weight, bias };
}
