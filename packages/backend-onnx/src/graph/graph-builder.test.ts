import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { itPassesOnnxChecker } from "../../test/onnx-checker";
import { readOnnx } from "../../test/read-onnx";
import { openOnnxSession } from "../runtime/session";
import { GraphBuilder } from "./graph-builder";

/** Every kind of constant and attribute at once: splits [N, 6] in two, and puts both through something. */
function buildEverything(): Uint8Array {
  const graph = new GraphBuilder("everything");
  const input = graph.input("in", ["N", 6]);
  const sizes = graph.constant("sizes", { dims: [2], data: BigInt64Array.of(2n, 4n) });
  const [left, right] = graph.multiOutputNode("Split", [input, sizes], ["left", "right"], { attributes: { axis: 1 } });
  const leaky = graph.node("LeakyRelu", [left!], { attributes: { alpha: { float: 0.25 } } });
  const bits = graph.constant("bits", { dims: [4], data: Uint8Array.of(0, 1, 2, 3) });
  const addend = graph.node("Cast", [bits], { attributes: { to: 1 } });
  const whole = graph.constant("whole", { dims: [], data: Int32Array.of(10) });
  const factor = graph.node("Cast", [whole], { attributes: { to: 1 } });
  const moved = graph.node("Add", [graph.node("Mul", [right!, factor]), addend]);
  const equation = graph.node("Einsum", [moved], { attributes: { equation: "ij->ji" } });
  const minimum = graph.constant("minimum", { dims: [], data: Float32Array.of(0) });
  graph.output(graph.node("Clip", [leaky, "", minimum], { name: "negative" }), ["N", 2]);
  graph.output(graph.node("Identity", [equation], { name: "turned" }), [4, "N"]);
  return graph.toModel({ docString: "For tests", metadata: { "a key": "a value, ü" } });
}

describe("GraphBuilder", () => {
  it.each(["node", "web"] as const)("writes a model that onnxruntime-%s runs", async (runtime) => {
    await using session = await openOnnxSession(buildEverything(), { runtime, threads: 1 });
    expect(session.inputNames).toEqual(["in"]);
    expect(session.outputNames).toEqual(["negative", "turned"]);
    const { negative, turned } = await session.run({
      in: { data: Float32Array.of(-4, 4, 1, 2, 3, 4, -8, -2, 5, 6, 7, 8), dims: [2, 6] },
    });
    expect(negative).toEqual({ dims: [2, 2], data: Float32Array.of(-1, 0, -2, -0.5) });
    expect(turned).toEqual({ dims: [4, 2], data: Float32Array.of(10, 50, 21, 61, 32, 72, 43, 83) });
  });

  itPassesOnnxChecker("writes a model that Python's onnx accepts", buildEverything);

  it("writes versions, description and metadata", () => {
    const { irVersion, opset, docString, metadata } = readOnnx(buildEverything());
    expect({ irVersion, opset, docString }).toEqual({ irVersion: 8, opset: 17, docString: "For tests" });
    expect([...metadata]).toEqual([["a key", "a value, ü"]]);
  });

  it("refuses an input that does not exist", () => {
    const graph = new GraphBuilder("test");
    expect(() => graph.node("Relu", ["nothing"])).toThrow(InvalidArgumentError);
    expect(() => graph.output("nothing", [1])).toThrow('received "nothing"');
  });

  it("refuses a name that is taken", () => {
    const graph = new GraphBuilder("test");
    graph.input("x", [1]);
    expect(() => graph.constant("x", { dims: [], data: new Float32Array(1) })).toThrow("taken");
  });

  it("refuses a constant whose length does not fit its sizes", () => {
    const graph = new GraphBuilder("test");
    graph.constant("c", { dims: [2, 3], data: new Float32Array(5) });
    expect(() => graph.toModel()).toThrow('Tensor "c": expected 6 values for sizes [2, 3], received 5.');
  });

  it("refuses a fraction as a whole-number attribute and says how floats are written", () => {
    const graph = new GraphBuilder("test");
    graph.node("LeakyRelu", [graph.input("x", [1])], { attributes: { alpha: 0.5 } });
    expect(() => graph.toModel()).toThrow("{ float: 0.5 }");
  });
});
