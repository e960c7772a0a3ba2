import type { WeightSpec } from "@fagr/core/network";
import { type FileTensor, type KerasLayer, layerError } from "../keras/keras-model";
import { expectField, readPadding, wholeNumbers } from "./config-fields";
import { convolve, padded } from "./convolution";
import type { Operation } from "./operation";

/** Reads a layer whose inputs are read already. */
type LayerReader = (layer: KerasLayer, inputs: readonly Operation[]) => Operation;

/** By class name: every layer that the networks of this library are built from, in Keras 2, Keras 3 and tfjs-layers. */
export const layerReaders: Readonly<Record<string, LayerReader>> = {
  InputLayer(layer) {
    const { batch_input_shape, batch_shape } = layer.config;
    const [, ...shape] = (batch_input_shape ?? batch_shape ?? []) as (number | null)[];
    const [height, width, channels] = shape;
    if (shape.length !== 3 || channels !== 3 || !height || height !== width)
      throw layerError(layer, "a square picture with three channels last, such as [62, 62, 3]", shape);
    return { ...node(layer, []), kind: "image", outputShape: [height, height, 3] };
  },

  ZeroPadding2D(layer, inputs) {
    const padding = readPadding(layer);
    return {
      ...node(layer, inputs),
      kind: "padding",
      padding,
      outputShape: padded(only(layer, inputs).outputShape, padding),
    };
  },

  Conv2D: (layer, inputs) =>
    convolve(layer, { kind: "conv", input: only(layer, inputs), kernel: weight(layer, "kernel") }),

  // Keras 3 calls the kernel "kernel".
  DepthwiseConv2D: (layer, inputs) =>
    convolve(layer, {
      kind: "depthwiseConv",
      input: only(layer, inputs),
      kernel: weight(layer, "depthwise_kernel", "kernel"),
    }),

  SeparableConv2D(layer, inputs) {
    const depthwise = convolve(layer, {
      kind: "depthwiseConv",
      input: only(layer, inputs),
      kernel: weight(layer, "depthwise_kernel"),
    });
    const pointwise = { ...layer, config: { ...layer.config, kernel_size: [1, 1], strides: [1, 1] } };
    return convolve(pointwise, { kind: "conv", input: depthwise, kernel: weight(layer, "pointwise_kernel") });
  },

  BatchNormalization(layer, inputs) {
    const axis = wholeNumbers(layer.config.axis).join();
    if (axis !== "3" && axis !== "-1") throw layerError(layer, "the axis of the channels (3 or -1)", layer.config.axis);
    expectField(layer, "center", true);
    expectField(layer, "scale", true);
    const { epsilon } = layer.config;
    if (typeof epsilon !== "number") throw layerError(layer, "a number as epsilon", epsilon);
    return {
      ...same(layer, inputs),
      kind: "batchNorm",
      epsilon,
      weights: new Map([
        ["gamma", weight(layer, "gamma")],
        ["beta", weight(layer, "beta")],
        ["movingMean", weight(layer, "moving_mean")],
        ["movingVariance", weight(layer, "moving_variance")],
      ]),
    };
  },

  PReLU(layer, inputs) {
    if (wholeNumbers(layer.config.shared_axes).join() !== "1,2")
      throw layerError(layer, "slopes shared over height and width (shared_axes [1, 2])", layer.config.shared_axes);
    const { values } = weight(layer, "alpha");
    return {
      ...same(layer, inputs),
      kind: "prelu",
      weights: new Map<WeightSpec["kind"], FileTensor>([["alpha", { shape: [values.length], values }]]),
    };
  },

  Add(layer, inputs) {
    const shapes = inputs.map(({ outputShape }) => outputShape.join("x"));
    if (inputs.length !== 2 || shapes[0] !== shapes[1]) throw layerError(layer, "two inputs of one shape", shapes);
    return { ...same(layer, inputs.slice(0, 1)), inputs, kind: "add" };
  },

  Dropout(layer, inputs) {
    return { ...same(layer, inputs), kind: "dropout", rate: Number(layer.config.rate) };
  },

  Flatten(layer, inputs) {
    const [height, width, channels] = only(layer, inputs).outputShape;
    return { ...node(layer, inputs), kind: "flatten", outputShape: [1, 1, height * width * channels] };
  },

  Dense(layer, inputs) {
    const { activation, use_bias: useBias } = layer.config;
    if (activation !== "linear" && activation !== "softmax")
      throw layerError(layer, 'the activation "linear" or "softmax"', activation);
    const kernel = weight(layer, "kernel");
    const weights = new Map<WeightSpec["kind"], FileTensor>([["denseKernel", kernel]]);
    if (useBias) weights.set("bias", weight(layer, "bias"));
    const [height, width] = only(layer, inputs).outputShape;
    if (height !== 1 || width !== 1) throw layerError(layer, "one vector a face", `a map of ${height}x${width}`);
    return {
      ...node(layer, inputs),
      kind: "dense",
      activation,
      useBias: useBias === true,
      weights,
      outputShape: [1, 1, kernel.shape[1] ?? 0],
    };
  },
};

const none: Operation["weights"] = new Map();

function node({ name }: KerasLayer, inputs: readonly Operation[]) {
  return { name, inputs, weights: none };
}

/** For a layer that keeps its input's shape. */
function same(layer: KerasLayer, inputs: readonly Operation[]) {
  return { ...node(layer, inputs), outputShape: only(layer, inputs).outputShape };
}

function only(layer: KerasLayer, inputs: readonly Operation[]): Operation {
  if (inputs.length !== 1) throw layerError(layer, "one input", `${inputs.length} inputs`);
  return inputs[0]!;
}

function weight(layer: KerasLayer, ...names: readonly string[]): FileTensor {
  const found = names.map((name) => layer.weights.get(name)).find((tensor) => tensor !== undefined);
  if (!found)
    throw layerError(layer, `the weight "${names.join('" or "')}"`, `only [${[...layer.weights.keys()].join(", ")}]`);
  return found;
}
