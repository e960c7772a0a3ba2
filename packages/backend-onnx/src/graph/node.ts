import { InvalidArgumentError } from "@fagr/core";
import { Message } from "./wire";

/** An attribute of a node: a whole number, whole numbers, text, or, said in so many words, floats. */
export type NodeAttribute =
  | number
  | readonly number[]
  | string
  | { readonly float: number }
  | { readonly floats: readonly number[] };

/** One operation of a graph. */
export interface GraphNode {
  readonly name: string;
  /** An operator of the ONNX standard set, such as `"Conv"`. */
  readonly operator: string;
  /** Names of tensors; `""` leaves an optional input out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, NodeAttribute>>;
}

/** AttributeProto.AttributeType of onnx.proto. */
const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7 } as const;

/** A NodeProto. */
export function encodeNode({ name, operator, inputs, outputs, attributes }: GraphNode): Message {
  const node = new Message();
  for (const input of inputs) node.string(1, input);
  for (const output of outputs) node.string(2, output);
  node.string(3, name).string(4, operator);
  for (const [key, value] of Object.entries(attributes)) node.message(5, encodeAttribute(name, key, value));
  return node;
}

function encodeAttribute(node: string, name: string, value: NodeAttribute): Message {
  const attribute = new Message().string(1, name);
  if (typeof value === "string") {
    return attribute.bytes(4, new TextEncoder().encode(value)).integer(20, attributeType.string);
  }
  if (typeof value === "object" && "float" in value) {
    return attribute.float(2, value.float).integer(20, attributeType.float);
  }
  if (typeof value === "object" && "floats" in value) {
    for (const item of value.floats) attribute.float(7, item);
    return attribute.integer(20, attributeType.floats);
  }
  const whole = typeof value === "number" ? [value] : value;
  if (!whole.every(Number.isInteger))
    throw new InvalidArgumentError(
      `Node "${node}", attribute "${name}": expected whole numbers, received ${JSON.stringify(value)}. Write { float: 0.5 } or { floats: [0.5] } for floats.`,
    );
  if (typeof value === "number") return attribute.integer(3, value).integer(20, attributeType.int);
  for (const item of whole) attribute.integer(8, item);
  return attribute.integer(20, attributeType.ints);
}
