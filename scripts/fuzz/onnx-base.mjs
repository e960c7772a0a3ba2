const window = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1], dilations: [1, 1] };

/** An ONNX file with the operators that detectors are made of; [1, 3, 16, 24] to rows. */
export function onnxBase({ GraphBuilder }) {
  const graph = new GraphBuilder("fuzz");
  const floats = (name, dims) =>
    graph.constant(name, { dims, data: new Float32Array(dims.reduce((a, b) => a * b, 1)).fill(0.25) });
  const image = graph.input("image", [1, 3, 16, 24]);
  const first = graph.node("Conv", [image, floats("k", [8, 3, 3, 3]), floats("b", [8])], { attributes: window });
  const bent = graph.node("PRelu", [first, floats("slopes", [8, 1, 1])]);
  const depth = { kernel_shape: [3, 3], pads: [1, 1, 1, 1], group: 8 };
  const wise = graph.node("Conv", [bent, floats("depth", [8, 1, 3, 3])], { attributes: depth });
  const pooled = graph.node("MaxPool", [wise], { attributes: { kernel_shape: [2, 2], strides: [2, 2] } });
  const scales = graph.constant("scales", { dims: [4], data: Float32Array.of(1, 1, 2, 2) });
  const large = graph.node("Resize", [graph.node("Relu", [pooled]), "", scales], {
    attributes: { mode: "nearest", coordinate_transformation_mode: "asymmetric", nearest_mode: "floor" },
  });
  const joined = graph.node("Concat", [graph.node("Add", [large, wise]), bent], { attributes: { axis: 1 } });
  const last = graph.node("Transpose", [joined], { attributes: { perm: [0, 2, 3, 1] } });
  const sizes = graph.constant("sizes", { dims: [3], data: BigInt64Array.of(1n, -1n, 16n) });
  const rows = graph.node("Reshape", [last, sizes]);
  graph.output(graph.node("Sigmoid", [rows], { name: "answer" }), [1, 96, 16]);
  return Buffer.from(graph.toModel());
}
