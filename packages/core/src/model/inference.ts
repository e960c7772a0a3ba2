/**
 * The network for prediction: everything that only training needs is folded away. Batch normalisation becomes part of the
 * convolution before it, dropout is gone, and PReLU and the residual sum belong to the convolution before them, so that a backend
 * can do all three in one pass. Every backend walks this list.
 */
import { elementCount } from "../architecture/describe";
import { type FeatureShape, type Layer, type Padding, planNetwork, type WeightSpec } from "../architecture/plan";
import { WeightsError } from "../errors";
import { checkLoaded } from "../weights/check-loaded";
import type { LoadedWeights } from "../weights/manifest";

/** A convolution with everything that follows it: residual + PReLU(convolution + bias). */
export interface ConvolutionStep {
  readonly kind: "conv" | "depthwiseConv";
  readonly name: string;
  /** The step whose output it takes; `"image"` is the network's input. */
  readonly input: string;
  readonly kernelSize: readonly [height: number, width: number];
  readonly stride: number;
  readonly padding: Padding;
  readonly inputShape: FeatureShape;
  readonly outputShape: FeatureShape;
  /** conv: [height, width, in, out]; depthwiseConv: [height, width, channels, 1]. */
  readonly kernel: Float32Array;
  /** [out] */
  readonly bias: Float32Array;
  /** PReLU's slope for each channel, [out]; null where the step is linear. */
  readonly slopes: Float32Array | null;
  /** The step whose output is added last, or null. */
  readonly residual: string | null;
}

/** A matrix and a bias: input [N, inputs] to sums [N, units]. The softmax is the backend's, see {@link InferenceNetwork.outputs}. */
export interface DenseStep {
  readonly kind: "dense";
  readonly name: string;
  readonly input: string;
  readonly inputs: number;
  readonly units: number;
  /** [inputs, units] */
  readonly kernel: Float32Array;
  /** [units], or null. */
  readonly bias: Float32Array | null;
}

/** A network for prediction, in the order of execution. */
export interface InferenceNetwork {
  readonly steps: readonly (ConvolutionStep | DenseStep)[];
  /** The dense steps whose softmax is the answer. */
  readonly outputs: { readonly age: string; readonly gender: string };
  /** The same of further attributes, by name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Folds weights into the steps that prediction needs. gamma * (w * x - mean) / sqrt(variance + epsilon) + beta is again a
 * convolution with a bias; it is computed in float64 and rounded once.
 *
 * @throws WeightsError if a tensor is missing or has the wrong length.
 *
 * @example
 * ```ts
 * const { steps } = planInference(await loadWeights(weights));
 * console.log(steps.map(({ name, kind }) => `${kind} ${name}`).join("\n"));
 * ```
 */
export function planInference(weights: LoadedWeights): InferenceNetwork {
  checkLoaded(weights);
  const { manifest, tensors, plan: known } = weights;
  // Weights that were put together by hand may have got the plan of others.
  const plan = known?.architecture === manifest.architecture ? known : planNetwork(manifest.architecture);
  const steps = new Map<string, Step>();
  // Which step holds a layer's output.
  const holders = new Map([["image", "image"]]);
  const read: WeightReader = (layer, kind) => readTensor(tensors, layer, kind);
  for (const layer of plan.layers) {
    const [input, other] = layer.inputs.map((name) => holders.get(name)!);
    if (layer.kind === "conv" || layer.kind === "depthwiseConv")
      steps.set(layer.name, startConvolution(layer, input!, read));
    else if (layer.kind === "dense") steps.set(layer.name, startDense(layer, input!, read));
    else if (layer.kind === "batchNorm") foldNorm(convolutionBefore(layer, steps.get(input!)), layer, read);
    else if (layer.kind === "prelu") convolutionBefore(layer, steps.get(input!)).slopes = read(layer, "alpha");
    else if (layer.kind === "add") convolutionBefore(layer, steps.get(other!)).residual = input!;
    const holder = steps.has(layer.name) ? layer.name : layer.kind === "add" ? other! : input!;
    holders.set(layer.name, holder);
  }
  return { steps: [...steps.values()], outputs: plan.outputs, attributes: plan.attributes };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Step = Writable<ConvolutionStep> | DenseStep;
type LayerOf<Kind extends Layer["kind"]> = Extract<Layer, { kind: Kind }>;
type WeightReader = (layer: Layer, kind: WeightSpec["kind"]) => Float32Array;

function startConvolution(
  layer: LayerOf<"conv" | "depthwiseConv">,
  input: string,
  read: WeightReader,
): Writable<ConvolutionStep> {
  const { kind, name, kernelSize, stride, padding, inputShape, outputShape } = layer;
  return {
    kind,
    name,
    input,
    kernelSize,
    stride,
    padding,
    inputShape,
    outputShape,
    kernel: read(layer, kind === "conv" ? "kernel" : "depthwiseKernel"),
    bias: new Float32Array(outputShape[2]),
    slopes: null,
    residual: null,
  };
}

function startDense(layer: LayerOf<"dense">, input: string, read: WeightReader): DenseStep {
  return {
    kind: "dense",
    name: layer.name,
    input,
    inputs: elementCount(layer.inputShape),
    units: layer.outputShape[2],
    kernel: read(layer, "denseKernel"),
    bias: layer.useBias ? read(layer, "bias") : null,
  };
}

/** The convolution that a layer can become part of. The plan allows nothing else; a mistake must not go unnoticed. */
function convolutionBefore(layer: Layer, step: Step | undefined): Writable<ConvolutionStep> {
  if (step && step.kind !== "dense" && !step.residual) return step;
  throw new WeightsError(
    `Expected layer "${layer.name}" (${layer.kind}) to follow a convolution, received ${step?.kind ?? "the image"} "${layer.inputs.join('", "')}".`,
  );
}

function foldNorm(step: Writable<ConvolutionStep>, norm: LayerOf<"batchNorm">, read: WeightReader): void {
  const [gamma, beta] = [read(norm, "gamma"), read(norm, "beta")];
  const [mean, variance] = [read(norm, "movingMean"), read(norm, "movingVariance")];
  const scale = Float64Array.from(gamma, (value, channel) => value / Math.sqrt(variance[channel]! + norm.epsilon));
  // The output channel is the last dimension of both kinds of kernel: a depthwise one has a single output a channel.
  step.kernel = step.kernel.map((weight, index) => weight * scale[index % scale.length]!);
  step.bias = step.bias.map((bias, channel) => beta[channel]! + (bias - mean[channel]!) * scale[channel]!);
}

function readTensor(tensors: LoadedWeights["tensors"], layer: Layer, kind: WeightSpec["kind"]): Float32Array {
  const { name, shape } = layer.weights.find((weight) => weight.kind === kind)!;
  const data = tensors.get(name);
  if (data?.length !== elementCount(shape))
    throw new WeightsError(
      `Expected ${elementCount(shape)} numbers for weight "${name}", received ${data?.length ?? "none"}. Load weights with loadWeights(), which checks them.`,
    );
  return data;
}
