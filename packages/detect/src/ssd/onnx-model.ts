import type { Graph, GraphOperation } from "@fagr/engine";
import { ssdBoxValues, ssdOutputNames } from "./graph";

type GraphBuilder = InstanceType<typeof import("@fagr/backend-onnx/runtime")["GraphBuilder"]>;
type Convolution = Extract<GraphOperation, { kind: "convolution" | "depthwise" }>;

/**
 * The SSD's graph as the bytes of an ONNX model, written with a builder of `@fagr/backend-onnx`. Input and outputs have the names of the
 * graph's; an output is `[1, places, anchors * 5]`.
 */
export function toOnnxModel(graph: GraphBuilder, { input, operations }: Graph): Uint8Array {
  const [height, width, channels] = input.shape;
  graph.input(input.name, [1, channels, height, width]);
  for (const operation of operations) {
    if (operation.kind === "convolution" || operation.kind === "depthwise") addConvolution(graph, operation);
    else if (operation.kind === "activation" && operation.activation.kind === "clip") {
      const { name, activation } = operation;
      const limits = [activation.minimum, activation.maximum].map((limit, index) =>
        graph.constant(`${name}/limit_${index}`, { dims: [], data: Float32Array.of(limit) }),
      );
      graph.node("Clip", [operation.input, ...limits], { name });
    }
  }
  return graph.toModel({ docString: "SSD MobileNet v1 for faces, from the weights in @vladmandic/face-api (MIT)" });
}

function addConvolution(graph: GraphBuilder, operation: Convolution): void {
  const { name, input, kernel, bias, kernelSize, stride, padding } = operation;
  const isOutput = ssdOutputNames.includes(name);
  const out = bias.length;
  const [height, width] = kernelSize;
  const group = operation.kind === "depthwise" ? out : 1;
  const perGroup = kernel.length / (height * width * out);
  const weights = graph.constant(`${name}/kernel`, {
    dims: [out, perGroup, height, width],
    data: channelsFirst(kernel, { taps: height * width, perGroup, out }),
  });
  const offset = graph.constant(`${name}/bias`, { dims: [out], data: bias });
  const map = graph.node("Conv", [input, weights, offset], {
    name: isOutput ? `${name}/map` : name,
    attributes: {
      kernel_shape: [height, width],
      strides: [stride, stride],
      pads: [padding.top, padding.left, padding.bottom, padding.right],
      dilations: [1, 1],
      group,
    },
  });
  if (!isOutput) return;
  const rows = graph.constant(`${name}/rows`, { dims: [3], data: BigInt64Array.of(1n, -1n, BigInt(out)) });
  const channelsLast = graph.node("Transpose", [map], { attributes: { perm: [0, 2, 3, 1] } });
  graph.output(graph.node("Reshape", [channelsLast, rows], { name }), [
    1,
    `places of ${name}`,
    ssdBoxValues * (out / ssdBoxValues),
  ]);
}

/** The engine's [taps, in, out] as ONNX's [out, in, taps]. */
function channelsFirst(
  kernel: Float32Array,
  { taps, perGroup, out }: { taps: number; perGroup: number; out: number },
): Float32Array {
  const result = new Float32Array(kernel.length);
  let from = 0;
  for (let tap = 0; tap < taps; tap++)
    for (let channel = 0; channel < perGroup; channel++)
      for (let unit = 0; unit < out; unit++) result[(unit * perGroup + channel) * taps + tap] = kernel[from++]!;
  return result;
}
