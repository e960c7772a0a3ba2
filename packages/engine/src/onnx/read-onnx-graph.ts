// ONNX files as graphs for the engine: the operators that face detectors use, each checked attribute by attribute.
import { FagrError, WeightsError } from "@fagr/core";
import type { FeatureShape } from "@fagr/core/network";
import { type Graph, type GraphOperation, inputsOf } from "../graph";
import { outputShapeOf } from "../infer-shapes";
import { CheckedNode } from "./checked-node";
import { readOnnxModel } from "./onnx-model";
import { operators } from "./operators";
import type { GraphReading, OnnxValue } from "./read-node";

/** The operators of opset 11 on have the inputs that are read here; newer opsets than 22 were not looked at. */
const opsets = [11, 22] as const;

/**
 * A graph of the engine from an ONNX file of float32 weights: Conv, MaxPool, AveragePool, Resize (nearest), Add, Concat, Relu, Clip,
 * PRelu, Sigmoid, Softmax, and what brings answers into rows. One picture at a time; the sizes are those given, whatever the file says.
 *
 * @param bytes - The content of an .onnx file.
 * @param size - Height, width and channels of the input.
 * @throws WeightsError naming the operator that the engine does not have, or if the file is damaged.
 *
 * @example
 * ```ts
 * const graph = readOnnxGraph(await readFile("detector.onnx"), [640, 640, 3]);
 * ```
 */
export function readOnnxGraph(bytes: Uint8Array, size: FeatureShape): Graph {
  const model = readOnnxModel(bytes);
  if (!(model.opset >= opsets[0] && model.opset <= opsets[1]))
    throw new WeightsError(`Expected an ONNX file of opset ${opsets.join(" to ")}, received opset ${model.opset}.`);
  const [input, ...others] = model.inputs;
  if (!input || others.length > 0)
    throw new WeightsError(`Expected an ONNX file with one input, received ${model.inputs.length}.`);
  const operations: GraphOperation[] = [];
  const values = new Map<string, OnnxValue>();
  values.set(input, { kind: "feature", name: input, layout: "channels first", shape: size });
  for (const [name, { numbers }] of model.tensors)
    if (!(numbers instanceof Float32Array)) values.set(name, { kind: "integers", numbers });
  const reading: GraphReading = {
    value(node, index) {
      const value = values.get(node.inputs[index] ?? "");
      if (!value) throw node.refuse(`whose input "${node.inputs[index] ?? ""}" is not known`);
      return value;
    },
    add(node, operation, layout = "channels first") {
      const shapes = inputsOf(operation).map((name) => (values.get(name) as { shape: FeatureShape }).shape);
      operations.push(operation);
      return { kind: "feature", name: operation.name, layout, shape: shapeOrRefusal(node, operation, shapes) };
    },
  };
  for (const onnxNode of model.nodes) {
    const node = new CheckedNode(onnxNode, model);
    const read = Object.hasOwn(operators, node.operator) ? operators[node.operator] : undefined;
    if (!read) throw node.refuse("which it has not");
    if (values.has(node.output)) throw node.refuse("whose name is taken");
    values.set(node.output, read(node, reading));
  }
  return finishGraph({ name: input, shape: size }, operations, { values, outputs: model.outputs });
}

/** A value that only rearranges another is not an operation: outputs get names of their own by an operation that does nothing. */
function finishGraph(
  input: Graph["input"],
  operations: GraphOperation[],
  { values, outputs }: { values: ReadonlyMap<string, OnnxValue>; outputs: readonly string[] },
): Graph {
  const everything = { kind: "clip", minimum: Number.NEGATIVE_INFINITY, maximum: Number.POSITIVE_INFINITY } as const;
  for (const output of outputs) {
    const value = values.get(output);
    if (value?.kind !== "feature")
      throw new WeightsError(`Expected an ONNX file whose outputs are made in it, received "${output}".`);
    if (value.name !== output)
      operations.push({ kind: "activation", name: output, input: value.name, activation: everything });
  }
  return { input, operations, outputs };
}

function shapeOrRefusal(node: CheckedNode, operation: GraphOperation, shapes: readonly FeatureShape[]): FeatureShape {
  try {
    return outputShapeOf(operation, shapes);
  } catch (error) {
    if (error instanceof FagrError) throw node.refuse(`that does not fit: ${error.message}`);
    throw error;
  }
}
