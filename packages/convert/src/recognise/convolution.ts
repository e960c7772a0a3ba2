import type { FeatureShape, Padding, WeightSpec } from "@fagr/core/network";
import { type FileTensor, type KerasLayer, layerError } from "../keras/keras-model";
import { expectField, wholeNumbers } from "./config-fields";
import type { Operation } from "./operation";

const nothing: Padding = { top: 0, bottom: 0, left: 0, right: 0 };

/** A shape with zeros put around it. */
export function padded([height, width, channels]: FeatureShape, padding: Padding): FeatureShape {
  return [height + padding.top + padding.bottom, width + padding.left + padding.right, channels];
}

/** Reads a convolution, with the padding layer before it if there is one, as one operation with its padding in full. */
export function convolve(
  layer: KerasLayer,
  { kind, input, kernel }: { kind: "conv" | "depthwiseConv"; input: Operation; kernel: FileTensor },
): Operation {
  for (const [field, expected] of [
    ["data_format", "channels_last"],
    ["activation", "linear"],
    ["groups", 1],
    ["depth_multiplier", 1],
  ] as const)
    expectField(layer, field, expected);
  if (layer.config.use_bias !== false)
    throw layerError(layer, "no bias (use_bias false): batch normalisation follows", "a bias");
  if (wholeNumbers(layer.config.dilation_rate).some((rate) => rate !== 1))
    throw layerError(layer, "no dilation", layer.config.dilation_rate);
  const [stride, strideAcross = stride] = wholeNumbers(layer.config.strides ?? 1);
  if (stride === undefined || stride !== strideAcross)
    throw layerError(layer, "the same stride in both directions", layer.config.strides);

  const [height, width, channels, outputs] = kernel.shape;
  const around = input.kind === "padding" ? input.padding : nothing;
  const source = input.kind === "padding" ? input.inputs[0]! : input;
  if (kernel.shape.length !== 4 || channels !== input.outputShape[2])
    throw layerError(
      layer,
      `a kernel for ${input.outputShape[2]} channels`,
      `one of the shape [${kernel.shape.join(", ")}]`,
    );
  const kernelSize = [height!, width!] as const;
  const inner = layer.config.padding === "same" ? samePadding(input.outputShape, kernelSize, stride) : nothing;
  if (layer.config.padding !== "same" && layer.config.padding !== "valid")
    throw layerError(layer, 'the padding "same" or "valid"', layer.config.padding);
  const padding = {
    top: around.top + inner.top,
    bottom: around.bottom + inner.bottom,
    left: around.left + inner.left,
    right: around.right + inner.right,
  };
  const [tall, wide] = padded(source.outputShape, padding);
  return {
    name: layer.name,
    kind,
    inputs: [source],
    kernelSize,
    stride,
    padding,
    outputShape: [
      Math.floor((tall - height!) / stride) + 1,
      Math.floor((wide - width!) / stride) + 1,
      kind === "conv" ? outputs! : channels!,
    ],
    weights: new Map<WeightSpec["kind"], FileTensor>([[kind === "conv" ? "kernel" : "depthwiseKernel", kernel]]),
  };
}

/** TensorFlow's: what is odd goes after. */
function samePadding([height, width]: FeatureShape, kernel: readonly [number, number], stride: number): Padding {
  const [top, bottom] = sides(height, kernel[0], stride);
  const [left, right] = sides(width, kernel[1], stride);
  return { top, bottom, left, right };
}

function sides(input: number, kernel: number, stride: number): [before: number, after: number] {
  const total = Math.max((Math.ceil(input / stride) - 1) * stride + kernel - input, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
