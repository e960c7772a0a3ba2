/**
 * The plan as a tfjs-layers model, for people who want to look at it, change it or train it with `model.fit`, and as
 * the reference that the backends are compared with. tfjs is a peer: import it, and the backend of your choice, yourself.
 */
import * as tf from "@tensorflow/tfjs-core";
import { initializers, input, type LayersModel, layers, model, type SymbolicTensor } from "@tensorflow/tfjs-layers";
import type { Layer, NetworkPlan } from "../architecture/plan";
import { InvalidArgumentError } from "../errors";
import { checkTensors } from "../weights/check-tensors";

/** How to fill a new model. */
export interface LayersModelOptions {
  /** Weights by name, as `loadWeights()` returns them. Without them the model starts from random weights. */
  weights?: ReadonlyMap<string, Float32Array>;
  /** Seed of the random initial weights, so that they are repeatable. A whole number. */
  seed?: number;
}

/**
 * Builds a plan with tfjs-layers: every layer under the name that it has in the plan.
 *
 * @returns A model from `[N, S, S, 3]` (input "image", in the range that the weights were trained for) to two softmax
 * outputs: age `[N, classes]` and gender `[N, 2]` (female, male), and one more for each further attribute of the architecture.
 * Dispose it with `model.dispose()`.
 * @throws WeightsError if weights are given and do not fit the plan.
 *
 * @example
 * ```ts
 * import "@tensorflow/tfjs-backend-cpu";
 * import { createArchitecture, planNetwork } from "@fagr/core/network";
 * import { buildLayersModel } from "@fagr/core/layers";
 *
 * const model = buildLayersModel(planNetwork(createArchitecture()), { seed: 1 });
 * model.summary();
 * ```
 */
export function buildLayersModel(plan: NetworkPlan, { weights, seed }: LayersModelOptions = {}): LayersModel {
  if (seed !== undefined && !Number.isInteger(seed))
    throw new InvalidArgumentError(`Expected a whole number as seed, received ${String(seed)}.`);
  const size = plan.architecture.inputSize;
  const image = input({ shape: [size, size, 3], name: "image" });
  const outputs = new Map<string, SymbolicTensor>([["image", image]]);
  for (const [index, layer] of plan.layers.entries()) {
    const inputs = layer.inputs.map((name) => outputs.get(name)!);
    const start = weights
      ? initializers.zeros()
      : randomStart(layer, seed === undefined ? {} : { seed: layerSeed(seed, index) });
    const output = toLayersLayer(layer, start).apply(inputs.length === 1 ? inputs[0]! : inputs) as SymbolicTensor;
    checkShape(layer, output);
    outputs.set(layer.name, output);
  }
  const { age, gender } = plan.outputs;
  const answers = [age, gender, ...Object.values(plan.attributes)];
  const built = model({
    inputs: image,
    outputs: answers.map((name) => outputs.get(name)!),
    name: plan.architecture.name,
  });
  if (weights) setLayersWeights(built, plan, weights);
  return built;
}

/**
 * Fills a model that {@link buildLayersModel} built from the same plan, by name.
 *
 * @throws WeightsError if the tensors do not fit the plan.
 */
export function setLayersWeights(
  built: LayersModel,
  plan: NetworkPlan,
  tensors: ReadonlyMap<string, Float32Array>,
): void {
  checkTensors(plan, tensors);
  tf.tidy(() => {
    for (const layer of plan.layers) {
      if (layer.weights.length === 0) continue;
      const values = layer.weights.map(({ name, kind, shape }) =>
        tf.tensor(tensors.get(name)!, kind === "alpha" ? [1, 1, ...shape] : [...shape]),
      );
      built.getLayer(layer.name).setWeights(values);
    }
  });
}

type Initializer = ReturnType<typeof initializers.zeros>;

/** A different seed for every layer, since the same seed would give two layers the same weights; tfjs takes 0 for no seed. */
function layerSeed(seed: number, index: number): number {
  return seed * 1000 + index + 1;
}

/** Random kernels that keep the size of activations and gradients from layer to layer. */
function randomStart(layer: Layer, seed: { seed?: number }): Initializer {
  if (layer.kind === "dense") return initializers.glorotNormal(seed);
  if (layer.kind !== "depthwiseConv") return initializers.heNormal(seed);
  // He et al. 2015, with the fan of one channel: tfjs would count the fan of all channels together.
  const stddev = Math.sqrt(2 / (layer.kernelSize[0] * layer.kernelSize[1]));
  return initializers.truncatedNormal({ mean: 0, stddev, ...seed });
}

function toLayersLayer(layer: Layer, kernelStart: Initializer) {
  const { name } = layer;
  switch (layer.kind) {
    case "conv":
      return layers.conv2d({
        ...convolutionArguments(layer),
        filters: layer.outputShape[2],
        kernelInitializer: kernelStart,
      });
    case "depthwiseConv":
      return layers.depthwiseConv2d({ ...convolutionArguments(layer), depthwiseInitializer: kernelStart });
    case "batchNorm":
      return layers.batchNormalization({ name, epsilon: layer.epsilon });
    case "prelu":
      return layers.prelu({ name, sharedAxes: [1, 2], alphaInitializer: initializers.constant({ value: 0.25 }) });
    case "add":
      return layers.add({ name });
    case "flatten":
      return layers.flatten({ name });
    case "dropout":
      return layers.dropout({ name, rate: layer.rate });
    case "dense":
      return layers.dense({
        name,
        units: layer.outputShape[2],
        useBias: layer.useBias,
        activation: layer.activation,
        kernelInitializer: kernelStart,
      });
  }
}

function convolutionArguments(layer: Extract<Layer, { kind: "conv" | "depthwiseConv" }>) {
  const { name, kernelSize, stride: strides, padding } = layer;
  const padded = padding.top + padding.bottom + padding.left + padding.right > 0;
  return {
    name,
    kernelSize: [...kernelSize] as [number, number],
    strides,
    useBias: false,
    // A plan pads as TensorFlow's "same" does or, under a kernel as large as its input, not at all.
    padding: padded || kernelSize[0] === 1 ? ("same" as const) : ("valid" as const),
  };
}

function checkShape(layer: Layer, output: SymbolicTensor): void {
  const actual = output.shape.slice(1);
  const expected = actual.length === 1 ? [layer.outputShape[2]] : layer.outputShape;
  if (actual.join() !== expected.join())
    throw new InvalidArgumentError(
      `Layer "${layer.name}": the plan expects the shape [${expected.join(", ")}], tfjs-layers gives [${actual.join(", ")}]. Build plans with planNetwork().`,
    );
}
