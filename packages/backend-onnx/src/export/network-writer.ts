import type { ConvolutionStep, DenseStep } from "@fagr/core/backend";
import type { GraphBuilder } from "../graph/graph-builder";
import { toOnnxConvolution } from "./convolution";
import { type PreluForm, preparePrelu } from "./prelu";
import { addWeight, type OnnxWeight, type WeightType } from "./weight-type";

/** How steps are written. */
export interface WriterOptions {
  readonly prelu: PreluForm;
  readonly dataType: WeightType;
}

/** Writes the steps of a network into a graph, and remembers which tensor holds which step's output. */
export class NetworkWriter {
  readonly #graph: GraphBuilder;
  readonly #options: WriterOptions;
  readonly #tensors = new Map<string, string>();
  readonly #flattened = new Map<string, string>();

  /** @param image - The tensor of the image, [N, 3, height, width]. */
  constructor(graph: GraphBuilder, image: string, options: WriterOptions) {
    this.#graph = graph;
    this.#options = options;
    this.#tensors.set("image", image);
  }

  add(step: ConvolutionStep | DenseStep): void {
    this.#tensors.set(step.name, step.kind === "dense" ? this.#dense(step) : this.#convolution(step));
  }

  /** Makes the softmax of a dense step an output of the model, with the task's name: [N, classes]. */
  addAnswer(task: string, { name, units }: DenseStep): void {
    const softmax = this.#graph.node("Softmax", [this.#tensor(name)], { name: task, attributes: { axis: 1 } });
    this.#graph.output(softmax, ["N", units]);
  }

  #convolution(step: ConvolutionStep): string {
    const { name, padding, stride, kernelSize, inputShape, outputShape, slopes, residual } = step;
    const [height, width, channels] = outputShape;
    const dims = ["N", channels, height, width];
    const prelu = slopes && preparePrelu(slopes, this.#options.prelu);
    const channelAxis = step.kind === "depthwiseConv" ? null : 0;
    const { weight, bias, dims: weightDims } = toOnnxConvolution(step, prelu?.scale ?? null);
    const inputs = [
      this.#tensor(step.input),
      this.#weight(`${name}/weight`, { dims: weightDims, channelAxis, data: weight }),
    ];
    if (bias) inputs.push(this.#graph.constant(`${name}/bias`, { dims: [channels], data: bias }));
    const attributes = {
      kernel_shape: kernelSize,
      strides: [stride, stride],
      pads: [padding.top, padding.left, padding.bottom, padding.right],
      group: step.kind === "depthwiseConv" ? inputShape[2] : 1,
    };
    let output = this.#graph.node("Conv", inputs, { name, dims, attributes });
    if (prelu) {
      const factors = this.#graph.constant(`${name}_prelu/factors`, { dims: [channels, 1, 1], data: prelu.factors });
      const names = { name: `${name}_prelu`, dims };
      output =
        prelu.form === "operator"
          ? this.#graph.node("PRelu", [output, factors], names)
          : this.#sum(output, factors, names);
    }
    if (residual)
      output = this.#graph.node("Add", [this.#tensor(residual), output], { name: `${name}_residual`, dims });
    return output;
  }

  /** factors * z + Relu(z). In this order: in the other one onnxruntime-web runs Relu in place, which doubles its time. */
  #sum(z: string, factors: string, { name, dims }: { name: string; dims: readonly (number | string)[] }): string {
    const product = this.#graph.node("Mul", [z, factors], { name: `${name}_product`, dims });
    const positive = this.#graph.node("Relu", [z], { name: `${name}_positive`, dims });
    return this.#graph.node("Add", [product, positive], { name, dims });
  }

  /** The sum only; its softmax is the model's last operation, see {@link NetworkWriter.addAnswer}. */
  #dense({ name, input, inputs, units, kernel, bias }: DenseStep): string {
    const operands = [
      this.#flat(input, inputs),
      this.#weight(`${name}/weight`, { dims: [inputs, units], channelAxis: 1, data: kernel }),
    ];
    if (bias) operands.push(this.#graph.constant(`${name}/bias`, { dims: [units], data: bias }));
    return this.#graph.node("Gemm", operands, { name, dims: ["N", units] });
  }

  /** [N, C, H, W] as [N, C * H * W], once for all who take it; a dense step's output is flat. */
  #flat(step: string, length: number): string {
    const known = this.#flattened.get(step);
    if (known) return known;
    const flat = this.#graph.node("Flatten", [this.#tensor(step)], { name: `${step}_flat`, dims: ["N", length] });
    this.#flattened.set(step, flat);
    return flat;
  }

  #weight(name: string, weight: OnnxWeight): string {
    return addWeight(this.#graph, name, weight, this.#options.dataType);
  }

  #tensor(step: string): string {
    return this.#tensors.get(step)!;
  }
}
