import { elementCount, type Layer, type LoadedWeights, planNetwork, type WeightSpec, WeightsError } from "@fagr/core";
import { GraphBuilder } from "../graph/graph-builder";
import { describeModel } from "./describe-model";
import { type ConvolutionLayer, findFoldableNorms, foldConvolution, type LayerOf } from "./fold-batch-norm";
import { addPrelu, type PreluForm } from "./prelu";

/** How {@link exportOnnx} writes. */
export interface ExportOnnxOptions {
  /** Default "operator"; see {@link PreluForm}. */
  prelu?: PreluForm;
}

/**
 * Writes a network as an ONNX file (opset 17, IR version 8), for ONNX Runtime and anything else that reads ONNX.
 *
 * - Input `image`: `[N, S, S, 3]` float32 in the manifest's colour order and range, N free, S the input size.
 * - Output `age`: `[N, classes]` probabilities; output `gender`: `[N, 2]` probabilities, female and male.
 * - Batch normalisation is folded into the convolutions and dropout left out, so it is for prediction only.
 * - `metadata_props` holds `name`, `version`, `licence`, and as JSON `labels`, `preprocessing`, `architecture`,
 *   `trainingData` and, where known, `calibration`: the file explains itself without its manifest.
 *
 * @throws WeightsError if a tensor of the architecture is missing or has the wrong length.
 *
 * @example
 * ```ts
 * await writeFile("age-gender.onnx", exportOnnx(await loadWeights(weights)));
 * ```
 */
export function exportOnnx(weights: LoadedWeights, { prelu = "operator" }: ExportOnnxOptions = {}): Uint8Array {
  const { manifest } = weights;
  const plan = planNetwork(manifest.architecture);
  const size = manifest.architecture.inputSize;
  const graph = new GraphBuilder(manifest.name);
  const writer = new NetworkWriter(graph, weights.tensors, findFoldableNorms(plan), prelu);
  // Pixels come as rows of RGB; ONNX convolutions want planes.
  const image = graph.input("image", ["N", size, size, 3]);
  writer.alias("image", graph.node("Transpose", [image], { name: "planes", attributes: { perm: [0, 3, 1, 2] } }));
  for (const layer of plan.layers) writer.add(layer);
  for (const task of ["age", "gender"] as const) writer.addAnswer(task, plan.outputs[task]);
  return graph.toModel(describeModel(manifest));
}

/** Adds the layers of a plan to a graph, and remembers which tensor holds which layer's output. */
class NetworkWriter {
  readonly #tensors = new Map<string, string>();
  readonly #widths = new Map<string, number>();

  constructor(
    readonly graph: GraphBuilder,
    readonly weights: ReadonlyMap<string, Float32Array>,
    readonly norms: ReadonlyMap<string, LayerOf<"batchNorm">>,
    readonly preluForm: PreluForm,
  ) {}

  /** Says that a layer's output is that tensor. */
  alias(layer: string, tensor: string): void {
    this.#tensors.set(layer, tensor);
  }

  add(layer: Layer): void {
    this.#widths.set(layer.name, layer.outputShape[2]);
    this.alias(layer.name, this.#write(layer));
  }

  /** Makes a layer an output of the model, under the task's name. */
  addAnswer(task: string, layer: string): void {
    const dims = ["N", this.#widths.get(layer)!];
    this.graph.output(
      this.graph.node("Softmax", [this.#tensors.get(layer)!], { name: task, attributes: { axis: 1 } }),
      dims,
    );
  }

  #write(layer: Layer): string {
    const { graph } = this;
    const { name } = layer;
    const [height, width, channels] = layer.outputShape;
    const dims = ["N", channels, height, width];
    const inputs = layer.inputs.map((input) => this.#tensors.get(input)!);
    switch (layer.kind) {
      case "conv":
      case "depthwiseConv":
        return this.#convolution(layer, inputs[0]!, dims);
      case "batchNorm": // Folded into the convolution before it.
      case "dropout": // Does nothing outside training.
        return inputs[0]!;
      case "prelu":
        return addPrelu(graph, { name, input: inputs[0]!, slopes: this.#read(layer, "alpha"), dims }, this.preluForm);
      case "add":
        return graph.node("Add", inputs, { name, dims });
      case "flatten":
        return graph.node("Flatten", inputs, { name, dims: ["N", elementCount(layer.outputShape)] });
      case "dense":
        return this.#dense(layer, inputs[0]!);
    }
  }

  #convolution(layer: ConvolutionLayer, input: string, dims: readonly (number | string)[]): string {
    const { name, padding, stride, kernelSize } = layer;
    const folded = foldConvolution(layer, this.norms.get(name), (from, kind) => this.#read(from, kind));
    const inputs = [input, this.graph.constant(`${name}/weight`, { dims: folded.dims, data: folded.weight })];
    if (folded.bias)
      inputs.push(this.graph.constant(`${name}/bias`, { dims: [folded.bias.length], data: folded.bias }));
    return this.graph.node("Conv", inputs, {
      name,
      dims,
      attributes: {
        kernel_shape: kernelSize,
        strides: [stride, stride],
        pads: [padding.top, padding.left, padding.bottom, padding.right],
        group: layer.kind === "depthwiseConv" ? layer.inputShape[2] : 1,
      },
    });
  }

  /** The sum only; a dense layer's softmax is the model's last operation, see {@link NetworkWriter.addAnswer}. */
  #dense(layer: LayerOf<"dense">, input: string): string {
    const { name } = layer;
    const [, , from] = layer.inputShape;
    const [, , to] = layer.outputShape;
    const weight = this.graph.constant(`${name}/weight`, { dims: [from, to], data: this.#read(layer, "denseKernel") });
    const inputs = [input, weight];
    if (layer.useBias)
      inputs.push(this.graph.constant(`${name}/bias`, { dims: [to], data: this.#read(layer, "bias") }));
    return this.graph.node("Gemm", inputs, { name, dims: ["N", to] });
  }

  #read(layer: Layer, kind: WeightSpec["kind"]): Float32Array {
    const spec = layer.weights.find((weight) => weight.kind === kind)!;
    const data = this.weights.get(spec.name);
    if (data?.length !== elementCount(spec.shape))
      throw new WeightsError(
        `Expected ${elementCount(spec.shape)} numbers for weight "${spec.name}", received ${data?.length ?? "none"}. Load weights with loadWeights(), which checks them.`,
      );
    return data;
  }
}
