import { GraphBuilder, openOnnxSession } from "@fagr/backend-onnx/runtime";
import { FagrError, WeightsError } from "@fagr/core";
import { describe, expect, it, test } from "@jest/globals";
import type { Graph } from "../graph";
import { compileKernels } from "../kernels";
import { Runner } from "../runner";
import { randomNumbers, writeInput } from "../test-support";
import { readOnnxGraph } from "./read-onnx-graph";

const window = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1], dilations: [1, 1] };

/** All operators in one model; [1, 3, 16, 24] to rows. */
function everyOperator({ withIdentity = false } = {}): Uint8Array {
  const graph = new GraphBuilder("all");
  const floats = (name: string, dims: number[], seed = name.length) =>
    graph.constant(name, {
      dims,
      data: randomNumbers(
        dims.reduce((product, size) => product * size, 1),
        seed,
      ),
    });
  const scalar = (name: string, value: number) => graph.constant(name, { dims: [], data: Float32Array.of(value) });
  const image = graph.input("image", [1, 3, 16, 24]);
  const first = graph.node("Conv", [image, floats("k", [8, 3, 3, 3]), floats("b", [8])], { attributes: window });
  const bent = graph.node("PRelu", [first, floats("slopes", [8, 1, 1])]);
  const wise = graph.node("Conv", [bent, floats("depth", [8, 1, 3, 3])], {
    attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1], group: 8 },
  });
  const clipped = graph.node("Clip", [wise, scalar("low", -0.5), scalar("high", 1)]);
  const pooled = graph.node("MaxPool", [clipped], { attributes: { kernel_shape: [2, 2], strides: [2, 2] } });
  const mean = graph.node("AveragePool", [clipped], { attributes: { kernel_shape: [2, 2], strides: [2, 2] } });
  const scales = graph.constant("scales", { dims: [4], data: Float32Array.of(1, 1, 2, 2) });
  const large = graph.node("Resize", [graph.node("Relu", [pooled]), "", scales], {
    attributes: { mode: "nearest", coordinate_transformation_mode: "asymmetric", nearest_mode: "floor" },
  });
  const sum = graph.node("Add", [large, clipped]);
  const joined = graph.node("Concat", [sum, bent], { attributes: { axis: 1 } });
  const rows = (map: string, channels: number) => {
    const last = graph.node("Transpose", [map], { attributes: { perm: [0, 2, 3, 1] } });
    const sizes = graph.constant(`sizes of ${map}`, { dims: [3], data: BigInt64Array.of(1n, -1n, BigInt(channels)) });
    return graph.node("Reshape", [last, sizes]);
  };
  graph.output(graph.node("Sigmoid", [rows(joined, 16)], { name: "sigmoid" }), [1, 96, 16]);
  graph.output(graph.node("Softmax", [rows(mean, 8)], { name: "softmax", attributes: { axis: -1 } }), [1, 24, 8]);
  if (withIdentity) graph.output(graph.node("Identity", [pooled], { name: "same" }), [1, 8, 2, 3]);
  return graph.toModel();
}

/** A convolution and what follows it. */
const known = () => {
  const graph = new GraphBuilder("small");
  const image = graph.input("image", [1, 3, 16, 24]);
  const kernel = graph.constant("k", { dims: [8, 3, 3, 3], data: randomNumbers(216, 1) });
  graph.output(
    graph.node("Relu", [graph.node("Conv", [image, kernel], { attributes: window })], { name: "out" }),
    [1, 8, 8, 12],
  );
  return graph.toModel();
};

const runnerFor = async (graph: Graph) => new Runner(graph, await compileKernels());

describe("readOnnxGraph", () => {
  it("gives ONNX Runtime's numbers with every operator that it knows", async () => {
    const model = everyOperator();
    const runner = await runnerFor(readOnnxGraph(model, [16, 24, 3]));
    const pixels = randomNumbers(16 * 24 * 3, 3);
    writeInput(runner, pixels, 0);
    runner.run();
    await using session = await openOnnxSession(model, { runtime: "web", threads: 1 });
    const planes = Float32Array.from(pixels, (_, at) => pixels[(at % 384) * 3 + Math.floor(at / 384)]!);
    const expected = await session.run({ image: { data: planes, dims: [1, 3, 16, 24] } });
    expect(runner.outputs).toEqual(["sigmoid", "softmax"]);
    for (const name of runner.outputs) {
      const received = runner.read(name);
      expect(received).toHaveLength(expected[name]!.data.length);
      for (const [at, value] of expected[name]!.data.entries()) expect(received[at]).toBeCloseTo(value, 5);
    }
  });

  it("names the operator that the engine does not have, and where", () => {
    expect(() => readOnnxGraph(everyOperator({ withIdentity: true }), [16, 24, 3])).toThrow(WeightsError);
    expect(() => readOnnxGraph(everyOperator({ withIdentity: true }), [16, 24, 3])).toThrow(/Identity "same"/);
  });

  const conv = { kernel_shape: [3, 3] };
  const refused: [string, object, RegExp][] = [
    ["dilations", { ...conv, dilations: [2, 2] }, /Conv.*dilations of \[2,2\]/],
    ["two strides", { ...conv, strides: [1, 2] }, /Conv.*strides 1 and 2/],
    ["automatic padding", { ...conv, auto_pad: "SAME_UPPER" }, /Conv.*auto_pad/],
    ["groups", { ...conv, group: 3 }, /Conv.*3 groups/],
    ["another kernel size", { kernel_shape: [5, 5] }, /Conv.*kernel_shape/],
    ["an unknown attribute", { ...conv, mystery: 1 }, /Conv.*mystery/],
    ["a padding as wide as the kernel", { ...conv, pads: [3, 3, 3, 3] }, /Conv.*padding/],
  ];
  it.each(refused)("refuses %s", (_, attributes, message) => {
    const graph = new GraphBuilder("other");
    const kernel = graph.constant("k", { dims: [8, 3, 3, 3], data: new Float32Array(216) });
    graph.output(
      graph.node("Conv", [graph.input("image", [1, 3, 9, 9]), kernel], { attributes } as never),
      [1, 8, 7, 7],
    );
    expect(() => readOnnxGraph(graph.toModel(), [9, 9, 3])).toThrow(message);
  });
});

/** Reads a graph and compiles it; whatever the bytes are, nothing but a FagrError may come out. */
async function expectAnswerOrRefusal(bytes: Uint8Array): Promise<boolean> {
  try {
    await runnerFor(readOnnxGraph(bytes, [16, 24, 3]));
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(FagrError);
    return false;
  }
}

test("a file that ends early is refused, wherever it ends", async () => {
  const model = known();
  for (let end = 0; end < model.length; end++) {
    // What follows the graph is the opset.
    expect(await expectAnswerOrRefusal(model.subarray(0, end))).toBe(false);
  }
});

test("a file with any byte changed is read or refused", async () => {
  const model = known();
  let refusals = 0;
  for (let at = 0; at < model.length; at++)
    for (const change of [0x01, 0x80, 0xff]) {
      const changed = model.slice();
      changed[at]! ^= change;
      if (!(await expectAnswerOrRefusal(changed))) refusals++;
    }
  expect(refusals).toBeGreaterThan(200);
});

test("lengths and sizes that lie cost nothing", () => {
  const lies = [
    [0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f],
    [0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
    [0x0b],
    [0x00],
    [0x3a, 0x02, 0x2a, 0x7f],
  ];
  for (const bytes of lies) expect(() => readOnnxGraph(Uint8Array.from(bytes), [8, 8, 3])).toThrow(WeightsError);
});
