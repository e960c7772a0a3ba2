import { DisposedError, InvalidArgumentError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { GraphBuilder } from "../graph/graph-builder";
import { openOnnxSession } from "./session";

/** a [N, 2] and b [2] to their sum. */
function buildSum(): Uint8Array {
  const graph = new GraphBuilder("sum");
  graph.output(graph.node("Add", [graph.input("a", ["N", 2]), graph.input("b", [2])], { name: "sum" }), ["N", 2]);
  return graph.toModel();
}

const b = { data: Float32Array.of(10, 20), dims: [2] };
const row = (...values: number[]) => ({ data: Float32Array.from(values), dims: [values.length / 2, 2] });

describe.each(["node", "web"] as const)("openOnnxSession on onnxruntime-%s", (runtime) => {
  const open = () => openOnnxSession(buildSum(), { runtime, threads: 1 });

  it("says what it runs on, what goes in and what comes out", async () => {
    await using session = await open();
    expect(session.runtime).toBe(`onnxruntime-${runtime}`);
    expect([session.inputNames, session.outputNames]).toEqual([["a", "b"], ["sum"]]);
  });

  it("keeps overlapping runs apart", async () => {
    await using session = await open();
    const runs = Array.from({ length: 8 }, (_, index) => session.run({ a: row(index, -index), b }));
    const sums = (await Promise.all(runs)).map(({ sum }) => [...sum!.data]);
    expect(sums).toEqual(Array.from({ length: 8 }, (_, index) => [10 + index, 20 - index]));
  });

  it("gives answers that later runs and disposal leave alone", async () => {
    const session = await open();
    const { sum: first } = await session.run({ a: row(1, 2), b });
    await session.run({ a: row(5, 6), b });
    await session.dispose();
    expect(first).toEqual({ data: Float32Array.of(11, 22), dims: [1, 2] });
  });

  it("goes on after a run that failed", async () => {
    await using session = await open();
    const bad = session.run({ a: { data: new Float32Array(3), dims: [1, 3] }, b });
    const good = session.run({ a: row(1, 1), b });
    await expect(bad).rejects.toThrow(InvalidArgumentError);
    expect([...(await good).sum!.data]).toEqual([11, 21]);
  });

  it.each([
    ["an input is missing", { a: row(1, 2) }, "Expected the model's inputs (a, b), received a."],
    ["an input is unknown", { a: row(1, 2), b, c: b }, "received a, b, c"],
    ["data and sizes do not fit", { a: { data: new Float32Array(3), dims: [2, 2] }, b }, "a Float32Array of 4 numbers"],
  ])("refuses feeds where %s", async (_, feeds, message) => {
    await using session = await open();
    await expect(session.run(feeds)).rejects.toThrow(message);
    await expect(session.run(feeds)).rejects.toBeInstanceOf(InvalidArgumentError);
  });

  it("lets a run finish before it is disposed of, can be disposed twice, and then refuses to run", async () => {
    const session = await open();
    const run = session.run({ a: row(1, 2), b });
    await Promise.all([session.dispose(), session.dispose()]);
    expect([...(await run).sum!.data]).toEqual([11, 22]);
    await expect(session.run({ a: row(1, 2), b })).rejects.toBeInstanceOf(DisposedError);
  });

  it("refuses bytes that are not a model", async () => {
    const opening = openOnnxSession(new TextEncoder().encode("not a model"), { runtime, threads: 1 });
    await expect(opening).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(opening).rejects.toThrow(`onnxruntime-${runtime}`);
  });

  it("refuses an output that is not float32", async () => {
    const graph = new GraphBuilder("shape");
    const shape = graph.node("Shape", [graph.input("a", ["N", 2])], { name: "shape" });
    graph.output(graph.node("Cast", [shape], { name: "whole", attributes: { to: 6 } }), [2], "int32");
    await using session = await openOnnxSession(graph.toModel(), { runtime, threads: 1 });
    await expect(session.run({ a: row(1, 2) })).rejects.toThrow('Output "whole": expected float32');
  });
});

describe("openOnnxSession", () => {
  it.each([
    [{ runtime: "gpu" as "node" }, 'received "gpu"'],
    [{ threads: 0 }, "whole number >= 1"],
    [{ threads: 1.5 }, "received 1.5"],
  ])("refuses the options %j", async (options, message) => {
    await expect(openOnnxSession(buildSum(), options)).rejects.toThrow(message);
  });

  it("refuses a path in place of bytes", async () => {
    await expect(openOnnxSession("model.onnx" as unknown as Uint8Array)).rejects.toThrow(
      "(Uint8Array), received string",
    );
  });
});
