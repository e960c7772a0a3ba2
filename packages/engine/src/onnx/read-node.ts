import type { FeatureShape } from "@fagr/core/network";
import type { GraphOperation } from "../graph";
import type { CheckedNode } from "./checked-node";

/**
 * How the numbers of a value are named in the ONNX graph: `[1, channels, height, width]`, `[1, height, width, channels]` or
 * `[1, height * width, channels]`. In the engine all three are the same.
 */
export type Layout = "channels first" | "channels last" | "rows";

/** A value of an ONNX graph: a picture's numbers, or the few whole numbers of a shape. */
export type OnnxValue =
  | { readonly kind: "feature"; readonly name: string; readonly layout: Layout; readonly shape: FeatureShape }
  | { readonly kind: "integers"; readonly numbers: readonly number[] };

/** What readers of nodes work with. */
export interface GraphReading {
  value(node: CheckedNode, index: number): OnnxValue;
  /** Adds an operation; its name is that of the value. */
  add(node: CheckedNode, operation: GraphOperation, layout?: Layout): OnnxValue;
}

/** Turns a node into an operation, or into whole numbers that are known now. */
export type ReadNode = (node: CheckedNode, reading: GraphReading) => OnnxValue;

/** A value of numbers, in one of the layouts. */
export function feature(node: CheckedNode, reading: GraphReading, index = 0) {
  const value = reading.value(node, index);
  if (value.kind !== "feature") throw node.refuse("that reads a shape");
  return value;
}

/** A value as `[1, channels, height, width]`. */
export function channelsFirst(node: CheckedNode, reading: GraphReading, index = 0) {
  const value = feature(node, reading, index);
  if (value.layout !== "channels first") throw node.refuse(`that reads ${value.layout}`);
  return value;
}
