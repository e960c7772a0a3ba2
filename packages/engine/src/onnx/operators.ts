import { channelsFirst, feature, type ReadNode } from "./read-node";
import {
  readConcatenationOfShapes,
  readGather,
  readReshape,
  readShape,
  readTranspose,
  readUnsqueeze,
} from "./read-rows";
import { readConvolution, readPool, readResize } from "./read-windows";

const readClip: ReadNode = (node, reading) => {
  const { name: input, layout } = feature(node, reading);
  const limit = (index: number, standard: number) => node.floats(index)?.numbers[0] ?? standard;
  const [minimum, maximum] = [limit(1, Number.NEGATIVE_INFINITY), limit(2, Number.POSITIVE_INFINITY)];
  node.finish(3);
  const activation = { kind: "clip", minimum, maximum } as const;
  return reading.add(node, { kind: "activation", name: node.output, input, activation }, layout);
};

const readRelu: ReadNode = (node, reading) => {
  const { name: input, layout } = feature(node, reading);
  node.finish(1);
  const activation = { kind: "clip", minimum: 0, maximum: Number.POSITIVE_INFINITY } as const;
  return reading.add(node, { kind: "activation", name: node.output, input, activation }, layout);
};

const readPrelu: ReadNode = (node, reading) => {
  const { name: input, shape } = channelsFirst(node, reading);
  const { dims = [], numbers } = node.floats(1) ?? {};
  const [channels, ...rest] = dims.length === 4 ? dims.slice(1) : dims;
  if (!numbers || channels !== shape[2] || rest.length !== 2 || rest.some((size) => size !== 1))
    throw node.refuse(`with slopes of sizes [${dims.join(", ")}] for ${shape[2]} channels`);
  node.finish(2);
  return reading.add(node, {
    kind: "activation",
    name: node.output,
    input,
    activation: { kind: "prelu", slopes: numbers },
  });
};

const readSigmoid: ReadNode = (node, reading) => {
  const { name: input, layout } = feature(node, reading);
  node.finish(1);
  return reading.add(node, { kind: "sigmoid", name: node.output, input }, layout);
};

const readSoftmax: ReadNode = (node, reading) => {
  const { name: input, layout } = feature(node, reading);
  const [channelAxis, count] = { "channels first": [1, 4], "channels last": [3, 4], rows: [2, 3] }[layout] as [
    number,
    number,
  ];
  const axis = node.number("axis", -1);
  if ((axis < 0 ? axis + count : axis) !== channelAxis) throw node.refuse(`over the axis ${axis} of ${layout}`);
  node.finish(1);
  return reading.add(node, { kind: "softmax", name: node.output, input }, layout);
};

const readAdd: ReadNode = (node, reading) => {
  const [one, other] = [channelsFirst(node, reading), channelsFirst(node, reading, 1)];
  node.finish(2);
  return reading.add(node, { kind: "sum", name: node.output, inputs: [one.name, other.name] });
};

const readConcat: ReadNode = (node, reading) => {
  if (reading.value(node, 0).kind === "integers") return readConcatenationOfShapes(node, reading);
  const inputs = node.inputs.map((_, index) => channelsFirst(node, reading, index).name);
  node.expect("axis", 1, Number.NaN);
  node.finish(inputs.length);
  return reading.add(node, { kind: "concatenation", name: node.output, inputs });
};

/** The ONNX operators that are known. */
export const operators: Readonly<Record<string, ReadNode>> = {
  Add: readAdd,
  AveragePool: readPool,
  Clip: readClip,
  Concat: readConcat,
  Conv: readConvolution,
  Gather: readGather,
  MaxPool: readPool,
  PRelu: readPrelu,
  Relu: readRelu,
  Reshape: readReshape,
  Resize: readResize,
  Shape: readShape,
  Sigmoid: readSigmoid,
  Softmax: readSoftmax,
  Transpose: readTranspose,
  Unsqueeze: readUnsqueeze,
};
