import type { GraphBuilder } from "../graph/graph-builder";

/**
 * How PReLU is written:
 * - `"operator"`: as ONNX's PRelu with the slopes as [C, 1, 1]. Exact, small, and what onnxruntime-web runs fastest.
 * - `"arithmetic"`: as a * x + (1 - a) * Relu(x). The same up to rounding, and about 1.5 times faster for the whole
 *   network in onnxruntime's native CPU code, where PRelu is slow.
 */
export type PreluForm = "operator" | "arithmetic";

/** A PReLU to write. */
export interface PreluNode {
  readonly name: string;
  readonly input: string;
  /** One slope a channel, [C]. */
  readonly slopes: Float32Array;
  /** Of the output, and so of everything between. */
  readonly dims: readonly (number | string)[];
}

/** Adds a PReLU; returns the name of its output. */
export function addPrelu(graph: GraphBuilder, { name, input, slopes, dims }: PreluNode, form: PreluForm): string {
  const constant = (suffix: string, data: Float32Array) =>
    graph.constant(`${name}/${suffix}`, { dims: [data.length, 1, 1], data });
  const alpha = constant("alpha", slopes);
  if (form === "operator") return graph.node("PRelu", [input, alpha], { name, dims });

  const complement = constant(
    "complement",
    slopes.map((slope) => 1 - slope),
  );
  const scaled = graph.node("Mul", [input, alpha], { name: `${name}_scaled`, dims });
  const positive = graph.node("Relu", [input], { name: `${name}_positive`, dims });
  const rest = graph.node("Mul", [positive, complement], { name: `${name}_rest`, dims });
  return graph.node("Add", [scaled, rest], { name, dims });
}
