import type { Padding } from "@fagr/core/network";
import type { CheckedNode } from "./checked-node";
import { channelsFirst, type ReadNode } from "./read-node";

/** Strides, paddings and sizes are two or four small numbers; one for both directions is all the engine has. */
function readWindow(node: CheckedNode): { stride: number; padding: Padding } {
  const [stride, strideX] = node.integers("strides", [1, 1]);
  const [top, left, bottom, right] = node.integers("pads", [0, 0, 0, 0]) as [number, number, number, number];
  if (stride !== strideX) throw node.refuse(`with strides ${stride} and ${strideX}`);
  node.expect("dilations", [1, 1]);
  node.expect("auto_pad", "NOTSET");
  return { stride: stride!, padding: { top, bottom, left, right } };
}

export const readConvolution: ReadNode = (node, reading) => {
  const { name: input, shape } = channelsFirst(node, reading);
  const weights = node.floats(1);
  if (weights?.dims.length !== 4) throw node.refuse("without a constant kernel of four dimensions");
  const [out, perGroup, height, width] = weights.dims as [number, number, number, number];
  const bias = node.floats(2)?.numbers ?? new Float32Array(out);
  const group = node.number("group", 1);
  const channels = shape[2];
  node.expect("kernel_shape", [height, width]);
  const window = readWindow(node);
  node.finish(3);
  const isDepthwise = group === channels && perGroup === 1 && out === channels;
  if (bias.length !== out || (!isDepthwise && (group !== 1 || perGroup !== channels)))
    throw node.refuse(`with a kernel of [${weights.dims.join(", ")}] in ${group} groups on ${channels} channels`);
  const kernel = channelsLast(weights.numbers, { out, taps: height * width, channels: perGroup });
  const common = { name: node.output, input, kernelSize: [height, width], bias, ...window } as const;
  // One channel in one group is both; a depthwise convolution has the faster kernel.
  return reading.add(node, { kind: isDepthwise ? "depthwise" : "convolution", kernel, ...common });
};

export const readPool: ReadNode = (node, reading) => {
  const { name: input } = channelsFirst(node, reading);
  const kind = node.operator === "MaxPool" ? "maximumPool" : "averagePool";
  const windowSize = node.integers("kernel_shape", [0, 0]) as [number, number];
  const window = readWindow(node);
  node.expect("ceil_mode", 0);
  node.expect("count_include_pad", 0);
  node.expect("storage_order", 0);
  node.finish(1);
  return reading.add(node, { kind, name: node.output, input, windowSize, ...window });
};

/** Nearest, by a whole factor: each pixel several times. */
export const readResize: ReadNode = (node, reading) => {
  const { name: input } = channelsFirst(node, reading);
  node.expect("mode", "nearest", "nearest");
  node.expect("coordinate_transformation_mode", "asymmetric", "half_pixel");
  node.expect("nearest_mode", "floor", "round_prefer_floor");
  node.ignore("cubic_coeff_a", "exclude_outside", "extrapolation_value");
  const scales = [...(node.floats(2)?.numbers ?? [])];
  node.finish(3);
  const [batch, channels, factor = Number.NaN, factorX] = scales;
  if (scales.length !== 4 || batch !== 1 || channels !== 1 || factor !== factorX || !Number.isInteger(factor))
    throw node.refuse(`by [${scales.join(", ")}] instead of one whole factor`);
  return reading.add(node, { kind: "upsample", name: node.output, input, factor });
};

/** ONNX's [out, in, taps] as [taps, in, out]; of a depthwise kernel, [channels, 1, taps] as [taps, channels]. */
function channelsLast(
  kernel: Float32Array,
  { out, taps, channels }: { out: number; taps: number; channels: number },
): Float32Array {
  const result = new Float32Array(kernel.length);
  let from = 0;
  for (let unit = 0; unit < out; unit++)
    for (let channel = 0; channel < channels; channel++)
      for (let tap = 0; tap < taps; tap++) result[(tap * channels + channel) * out + unit] = kernel[from++]!;
  return result;
}
