// A writer of ONNX models without a library: nodes, tensors and value infos as protocol buffers. It knows the file format and nothing of
// faces.
import { InvalidArgumentError } from "@fagr/core";
import { encodeModel, type ModelDescription } from "./model";
import type { GraphNode, NodeAttribute } from "./node";
import type { ConstantTensor, ElementType } from "./tensor";
import type { ValueInfo } from "./value-info";

/** What a node is called and how it behaves. */
export interface NodeOptions {
  /** Name of the node and of its first output. Default: derived from the operator. */
  name?: string;
  attributes?: Readonly<Record<string, NodeAttribute>>;
  /** Sizes of the output, for tools that show or count. */
  dims?: readonly (number | string)[];
}

/**
 * Builds an ONNX model node by node. Tensors are referred to by name: every method returns the name of its tensor.
 *
 * @example
 * ```ts
 * const graph = new GraphBuilder("halve");
 * const image = graph.input("image", ["N", 3]);
 * const half = graph.constant("half", { dims: [], data: Float32Array.of(0.5) });
 * graph.output(graph.node("Mul", [image, half], { name: "halved" }), ["N", 3]);
 * const model: Uint8Array = graph.toModel();
 * ```
 */
export class GraphBuilder {
  readonly #name: string;
  readonly #inputs: ValueInfo[] = [];
  readonly #outputs: ValueInfo[] = [];
  readonly #values: ValueInfo[] = [];
  readonly #initializers = new Map<string, ConstantTensor>();
  readonly #nodes: GraphNode[] = [];
  readonly #known = new Set<string>();

  /** @param name - Name of the graph, seen by people and tools. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Declares a float32 input; a text among the sizes names one that is known when the model runs. */
  input(name: string, dims: readonly (number | string)[]): string {
    this.#inputs.push({ name: this.#define(name), dims });
    return name;
  }

  /** Adds a constant, such as a layer's weights. */
  constant(name: string, tensor: ConstantTensor): string {
    this.#initializers.set(this.#define(name), tensor);
    return name;
  }

  /**
   * Adds an operation with one output.
   *
   * @param inputs - Names of tensors that exist already; `""` leaves an optional input out.
   * @throws InvalidArgumentError if an input does not exist or the name is taken.
   */
  node(operator: string, inputs: readonly string[], options: NodeOptions = {}): string {
    const { name = `${operator.toLowerCase()}_${this.#nodes.length}`, dims } = options;
    if (dims) this.#values.push({ name, dims });
    return this.#addNode(operator, inputs, [name], options)[0]!;
  }

  /** Adds an operation with several outputs, such as Split. Throws as {@link GraphBuilder.node} does. */
  multiOutputNode(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    options: Pick<NodeOptions, "attributes"> = {},
  ): string[] {
    return this.#addNode(operator, inputs, outputs, options);
  }

  /**
   * Declares a tensor as an output of the model.
   *
   * @param type - Of its numbers; sessions of this package hand out float32 only.
   * @throws InvalidArgumentError if no such tensor exists.
   */
  output(name: string, dims: readonly (number | string)[], type: ElementType = "float32"): void {
    this.#demand(name, "output");
    this.#outputs.push({ name, dims, type });
  }

  /** The whole as the bytes of an .onnx file (opset 17, IR version 8). */
  toModel(description: ModelDescription = {}): Uint8Array {
    const outputNames = new Set(this.#outputs.map((output) => output.name));
    return encodeModel(
      {
        name: this.#name,
        inputs: this.#inputs,
        outputs: this.#outputs,
        values: this.#values.filter((value) => !outputNames.has(value.name)),
        initializers: this.#initializers,
        nodes: this.#nodes,
      },
      description,
    );
  }

  #addNode(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    { name = outputs[0]!, attributes = {} }: NodeOptions,
  ): string[] {
    for (const input of inputs) if (input !== "") this.#demand(input, `input of ${operator} "${name}"`);
    for (const output of outputs) this.#define(output);
    this.#nodes.push({ name, operator, inputs, outputs, attributes });
    return [...outputs];
  }

  #define(name: string): string {
    if (name === "" || this.#known.has(name))
      throw new InvalidArgumentError(
        `Graph "${this.#name}": expected a new name for a tensor, received "${name}", which is ${name === "" ? "empty" : "taken"}.`,
      );
    this.#known.add(name);
    return name;
  }

  #demand(name: string, role: string): void {
    if (!this.#known.has(name))
      throw new InvalidArgumentError(
        `Graph "${this.#name}", ${role}: expected the name of an input, constant or node added before, received "${name}".`,
      );
  }
}
