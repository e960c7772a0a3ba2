import { encodeFloat16 } from "@fagr/core";
import type { GraphBuilder } from "../graph/graph-builder";
import { elementType } from "../graph/tensor";

/**
 * How kernels and matrices are kept in the file:
 * - `"float32"`: as they are.
 * - `"float16"`: half the size. A Cast behind each widens it, once, when a session opens; all is computed in float32, so that
 *   it runs wherever the other file runs, at the same speed, and activations cannot overflow.
 *
 * Biases and slopes are few and stay float32.
 */
export type WeightType = "float32" | "float16";

/** Adds a weight to a graph; the tensor whose name it returns is float32. */
export function addWeight(
  graph: GraphBuilder,
  name: string,
  { dims, data }: { readonly dims: readonly number[]; readonly data: Float32Array },
  type: WeightType,
): string {
  if (type === "float32") return graph.constant(name, { dims, data });
  const halves = graph.constant(`${name}/float16`, { dims, data: { float16: encodeFloat16(data) } });
  return graph.node("Cast", [halves], { name, attributes: { to: elementType.float32 } });
}
