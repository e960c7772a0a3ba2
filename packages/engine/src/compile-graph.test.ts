import "@tensorflow/tfjs-backend-cpu";
import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs-core";
import { fuseGraph, readBy } from "./fuse";
import type { Graph, GraphOperation } from "./graph";
import { createRunner, randomNumbers, writeInput } from "./test-support";

const plain = { stride: 1, padding: { top: 0, bottom: 0, left: 0, right: 0 }, kernelSize: [1, 1] } as const;
const wide = { stride: 1, padding: { top: 1, bottom: 1, left: 1, right: 1 }, kernelSize: [3, 3] } as const;
const late = { stride: 2, padding: { top: 0, bottom: 1, left: 0, right: 1 }, kernelSize: [3, 3] } as const;
const relu = { kind: "clip", minimum: 0, maximum: Number.POSITIVE_INFINITY } as const;

/** 1x1, 8 to 8 channels. */
const pointwise = (name: string, input: string): GraphOperation => ({
  kind: "convolution",
  name,
  input,
  kernel: randomNumbers(64, name.length),
  bias: randomNumbers(8, 5),
  ...plain,
});
const depthwise = (name: string, input: string, window: typeof wide | typeof late): GraphOperation => ({
  kind: "depthwise",
  name,
  input,
  kernel: randomNumbers(72, name.length),
  bias: randomNumbers(8, 6),
  ...window,
});
const bend = (name: string, input: string): GraphOperation => ({ kind: "activation", name, input, activation: relu });

/** Values that are read with borders of two kinds, without one, as residuals, and by two at once. */
const tangle: GraphOperation[] = [
  pointwise("a", "in"),
  bend("b", "a"),
  depthwise("c", "b", wide),
  depthwise("d", "b", late),
  pointwise("e", "b"),
  bend("f", "e"),
  { kind: "sum", name: "g", inputs: ["f", "b"] },
  pointwise("h", "g"),
  { kind: "sum", name: "i", inputs: ["c", "h"] },
  { kind: "upsample", name: "j", input: "d", factor: 2 },
  { kind: "sum", name: "k", inputs: ["i", "j"] },
  bend("l", "k"),
  { kind: "concatenation", name: "m", inputs: ["l", "b"] },
];

/** The same with tfjs, operation by operation. */
function reference(operations: readonly GraphOperation[], image: tf.Tensor4D): Map<string, tf.Tensor4D> {
  const values = new Map<string, tf.Tensor4D>([["in", image]]);
  for (const operation of operations) {
    const inputs = ("inputs" in operation ? operation.inputs : [operation.input]).map((name) => values.get(name)!);
    const [first] = inputs as [tf.Tensor4D];
    const apply = (): tf.Tensor => {
      switch (operation.kind) {
        case "convolution":
          return tf.add(tf.conv2d(first, tf.tensor4d(operation.kernel, [1, 1, 8, 8]), 1, "valid"), operation.bias);
        case "depthwise":
          return tf.add(
            tf.depthwiseConv2d(first, tf.tensor4d(operation.kernel, [3, 3, 8, 1]), operation.stride, "same"),
            operation.bias,
          );
        case "upsample":
          return tf.image.resizeNearestNeighbor(first, [first.shape[1] * 2, first.shape[2] * 2]);
        case "sum":
          return tf.add(inputs[0]!, inputs[1]!);
        case "concatenation":
          return tf.concat(inputs, 3);
        default:
          return tf.relu(first);
      }
    };
    values.set(operation.name, apply() as tf.Tensor4D);
  }
  return values;
}

describe("a graph in which values have several readers", () => {
  it.each([[["m"]], [["m", "b", "e", "i"]]])("gives tfjs's numbers for the outputs %p", async (outputs) => {
    await tf.setBackend("cpu");
    const runner = await createRunner([6, 10, 8], tangle, { outputs });
    for (const seed of [1, 2]) {
      const pixels = randomNumbers(480, seed);
      writeInput(runner, pixels, 0);
      runner.run();
      const expected = reference(tangle, tf.tensor4d(pixels, [1, 6, 10, 8]));
      for (const name of outputs) {
        const numbers = expected.get(name)!.dataSync();
        const worst = runner.read(name).reduce((most, value, at) => Math.max(most, Math.abs(value - numbers[at]!)), 0);
        expect(worst).toBeLessThan(2e-5);
      }
    }
  });
});

describe("fuseGraph", () => {
  const graph = (operations: GraphOperation[], outputs: string[]): Graph => ({
    input: { name: "in", shape: [6, 10, 8] },
    operations,
    outputs,
  });

  it("joins convolution, activation and sum, and enlargement, sum and activation", () => {
    const steps = fuseGraph(graph(tangle, ["m"]));
    expect(steps.map(({ name }) => name)).toEqual(["b", "c", "d", "g", "i", "l", "m"]);
    expect(steps.map(readBy)).toEqual([["in"], ["b"], ["b"], ["b", "b"], ["g", "c"], ["d", "i"], ["l", "b"]]);
  });

  it("leaves apart what is wanted itself, and a sum of something that does not exist yet", () => {
    const steps = fuseGraph(graph(tangle, ["m", "e", "j"]));
    expect(steps.map(({ name }) => name)).toEqual(["b", "c", "d", "e", "f", "g", "i", "j", "l", "m"]);
    const early = [pointwise("a", "in"), pointwise("b", "in"), { kind: "sum", name: "c", inputs: ["a", "b"] } as const];
    expect(fuseGraph(graph(early, ["c"])).map(({ name }) => name)).toEqual(["a", "c"]);
  });
});

describe("a graph that cannot be", () => {
  const wrong: [string, GraphOperation[], RegExp][] = [
    ["an unknown input", [bend("a", "nothing")], /"a".*"nothing"/],
    [
      "a kernel of another size",
      [{ ...pointwise("a", "in"), kernel: new Float32Array(3) } as GraphOperation],
      /"a".*64.*received 3/,
    ],
    ["a name that is taken", [bend("in", "in")], /"in" twice/],
    [
      "a window larger than the input",
      [{ ...depthwise("a", "in", wide), kernelSize: [30, 30], kernel: new Float32Array(7200) } as GraphOperation],
      /"a".*at most.*6x10/,
    ],
    [
      "a padding as wide as its window",
      [{ ...depthwise("a", "in", wide), padding: { top: 3, bottom: 0, left: 0, right: 0 } } as GraphOperation],
      /"a".*padding/,
    ],
    [
      "values of two shapes",
      [
        { kind: "upsample", name: "a", input: "in", factor: 2 },
        { kind: "sum", name: "b", inputs: ["a", "in"] },
      ],
      /"b".*one shape/,
    ],
    ["more than a memory holds", [{ kind: "upsample", name: "a", input: "in", factor: 5000 }], /"a".*at most/],
    ["a stride of 0", [{ ...depthwise("a", "in", wide), stride: 0 } as GraphOperation], /"a".*stride/],
  ];

  it.each(wrong)("is refused: %s", async (_, operations, message) => {
    const creation = createRunner([6, 10, 8], operations);
    await expect(creation).rejects.toThrow(InvalidArgumentError);
    await expect(createRunner([6, 10, 8], operations)).rejects.toThrow(message);
  });

  it("is refused: an output that is no value, also when it is read", async () => {
    await expect(createRunner([6, 10, 8], [bend("a", "in")], { outputs: ["b"] })).rejects.toThrow(/"b"/);
    const runner = await createRunner([6, 10, 8], [bend("a", "in")]);
    expect(() => runner.read("b")).toThrow(/\(a\).*"b"/);
  });
});
