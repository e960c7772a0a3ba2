import type { Layer } from "@fagr/core/network";
import type { JsonObject } from "./json";

/** The class and the arguments with which Keras 2, Keras 3 and tfjs-layers all build a layer of the plan. */
export function layerConfig(layer: Layer): { className: string; config: JsonObject } {
  const common = { name: layer.name, trainable: true, dtype: "float32" };
  switch (layer.kind) {
    case "conv":
      return { className: "Conv2D", config: { ...common, filters: layer.outputShape[2], ...convolutionConfig(layer) } };
    case "depthwiseConv":
      return { className: "DepthwiseConv2D", config: { ...common, depth_multiplier: 1, ...convolutionConfig(layer) } };
    case "batchNorm":
      return {
        className: "BatchNormalization",
        config: { ...common, axis: [3], momentum: 0.99, epsilon: layer.epsilon, center: true, scale: true },
      };
    case "prelu":
      // One slope a channel, shared over height and width.
      return { className: "PReLU", config: { ...common, shared_axes: [1, 2] } };
    case "add":
      return { className: "Add", config: common };
    case "flatten":
      return { className: "Flatten", config: { ...common, data_format: "channels_last" } };
    case "dropout":
      return { className: "Dropout", config: { ...common, rate: layer.rate } };
    case "dense":
      return {
        className: "Dense",
        config: { ...common, units: layer.outputShape[2], activation: layer.activation, use_bias: layer.useBias },
      };
  }
}

function convolutionConfig({ kernelSize, stride, padding }: Extract<Layer, { kind: "conv" | "depthwiseConv" }>) {
  const padded = padding.top + padding.bottom + padding.left + padding.right > 0;
  return {
    kernel_size: [...kernelSize],
    strides: [stride, stride],
    // A plan pads as TensorFlow's "same" does (what is odd goes after) or, under a kernel as large as its input, not at all.
    padding: padded || kernelSize[0] === 1 ? "same" : "valid",
    data_format: "channels_last",
    dilation_rate: [1, 1],
    activation: "linear",
    use_bias: false,
  };
}
