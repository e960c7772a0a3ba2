import type { ConvolutionStep } from "@fagr/core/backend";

/** Numbers of an ONNX convolution. */
export interface ConvolutionWeights {
  readonly dims: readonly [out: number, inPerGroup: number, height: number, width: number];
  /** [out, in / groups, height, width] */
  readonly weight: Float32Array;
  /** [out]; null where it would add nothing, as without batch normalisation. */
  readonly bias: Float32Array | null;
}

/**
 * A convolution in ONNX's order of dimensions.
 *
 * @param scale - What each output channel is multiplied with, [out]; null for nothing.
 */
export function toOnnxConvolution(step: ConvolutionStep, scale: Float64Array | null): ConvolutionWeights {
  const { kernel, bias } = step;
  const [height, width] = step.kernelSize;
  const out = step.outputShape[2];
  const inputs = inputsPerGroup(step);
  const positions = height * width;
  // TensorFlow's [height, width, in, out], where a depthwise kernel's [height, width, channels, 1] reads the same with one
  // input a channel, becomes [out, in, height, width].
  const weight = new Float32Array(kernel.length);
  for (let position = 0; position < positions; position++)
    for (let input = 0; input < inputs; input++)
      for (let channel = 0; channel < out; channel++)
        weight[(channel * inputs + input) * positions + position] =
          kernel[(position * inputs + input) * out + channel]! * (scale?.[channel] ?? 1);
  return {
    dims: [out, inputs, height, width],
    weight,
    bias: bias.some((value) => value !== 0) ? bias.map((value, channel) => value * (scale?.[channel] ?? 1)) : null,
  };
}

function inputsPerGroup({ kind, inputShape }: ConvolutionStep): number {
  return kind === "depthwiseConv" ? 1 : inputShape[2];
}
