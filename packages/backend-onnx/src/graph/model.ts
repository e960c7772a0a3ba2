import { encodeNode, type GraphNode } from "./node";
import { type ConstantTensor, encodeTensor } from "./tensor";
import { encodeValueInfo, type ValueInfo } from "./value-info";
import { Message } from "./wire";

/** Version 17 of the standard operators (ONNX 1.12): old enough for every runtime in use, new enough for all we write. */
export const opsetVersion = 17;

/** Version 8 of the file format, the one that came with opset 17. */
export const irVersion = 8;

/** A graph, ready to be written. */
export interface Graph {
  readonly name: string;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  /** Shapes of what flows inside; optional, for tools that show or count. */
  readonly values: readonly ValueInfo[];
  readonly initializers: ReadonlyMap<string, ConstantTensor>;
  /** In the order of execution. */
  readonly nodes: readonly GraphNode[];
}

/** What is said about a model besides its graph. */
export interface ModelDescription {
  /** For people. */
  readonly docString?: string;
  /** The file's metadata_props: key and value, both text. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A ModelProto as bytes: the content of an .onnx file. */
export function encodeModel(graph: Graph, { docString, metadata = {} }: ModelDescription = {}): Uint8Array {
  const model = new Message().integer(1, irVersion).string(2, "fagr");
  if (docString !== undefined) model.string(6, docString);
  model.message(7, encodeGraph(graph));
  model.message(8, new Message().string(1, "").integer(2, opsetVersion));
  for (const [key, value] of Object.entries(metadata)) model.message(14, new Message().string(1, key).string(2, value));
  return model.toBytes();
}

function encodeGraph({ name, inputs, outputs, values, initializers, nodes }: Graph): Message {
  const graph = new Message();
  for (const node of nodes) graph.message(1, encodeNode(node));
  graph.string(2, name);
  for (const [tensorName, tensor] of initializers) graph.message(5, encodeTensor(tensorName, tensor));
  for (const input of inputs) graph.message(11, encodeValueInfo(input));
  for (const output of outputs) graph.message(12, encodeValueInfo(output));
  for (const value of values) graph.message(13, encodeValueInfo(value));
  return graph;
}
