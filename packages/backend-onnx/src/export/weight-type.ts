import { encodeFloat16, encodeInt8, type Int8Numbers } from "@fagr/core/network";
import type { GraphBuilder } from "../graph/graph-builder";
import { elementType } from "../graph/tensor";

/**
 * How kernels and matrices are kept in the file:
 * - `"float32"`: as they are.
 * - `"float16"`: half the size. A Cast after each converts it.
 * - `"int8"`: nearly a quarter. A Cast after each converts it and a Mul applies the scale of every output channel. Kernels of
 *   depthwise convolutions, which are few and would lose most, are float16.
 *
 * The conversion happens once, when a session opens; everything is computed in float32, so that the file runs everywhere, at the
 * same speed, and activations cannot overflow. Biases and slopes are few and stay float32.
 */
export type WeightType = "float32" | "float16" | "int8";

/** The numbers of a weight in ONNX's order. */
export interface OnnxWeight {
  readonly dims: readonly number[];
  /** Which of the sizes counts the output channels: the first of a convolution's, the last of a matrix's, none of a depthwise one's. */
  readonly channelAxis: number | null;
  readonly data: Float32Array;
}

/** Adds a weight to a graph; the tensor whose name it returns is float32. */
export function addWeight(graph: GraphBuilder, name: string, weight: OnnxWeight, type: WeightType): string {
  const { dims, data, channelAxis } = weight;
  if (type === "float32") return graph.constant(name, { dims, data });
  const attributes = { to: elementType.float32 };
  if (type === "float16" || channelAxis === null) {
    const halves = graph.constant(`${name}/float16`, { dims, data: { float16: encodeFloat16(data) } });
    return graph.node("Cast", [halves], { name, attributes });
  }
  const { values, scales } = encodeChannels(data, {
    channels: dims[channelAxis]!,
    last: channelAxis === dims.length - 1,
  });
  const bytes = graph.constant(`${name}/int8`, { dims, data: values });
  const perChannel = dims.map((size, axis) => (axis === channelAxis ? size : 1));
  const factors = graph.constant(`${name}/scales`, { dims: perChannel, data: scales });
  return graph.node("Mul", [graph.node("Cast", [bytes], { name: `${name}/widened`, attributes }), factors], { name });
}

/** encodeInt8 wants the channels last; those of a convolution come first here. */
function encodeChannels(data: Float32Array, { channels, last }: { channels: number; last: boolean }): Int8Numbers {
  if (last) return encodeInt8(data, channels);
  const perChannel = data.length / channels;
  const { values, scales } = encodeInt8(
    data.map((_, index) => data[(index % channels) * perChannel + Math.floor(index / channels)]!),
    channels,
  );
  return {
    values: values.map((_, index) => values[(index % perChannel) * channels + Math.floor(index / perChannel)]!),
    scales,
  };
}
