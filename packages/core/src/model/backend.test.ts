import { describe, expect, it } from "@jest/globals";
import { InvalidArgumentError } from "../errors";
import { checkPixelBatch, type PixelBatch } from "./backend";

describe("checkPixelBatch", () => {
  it("takes floats of [count, S, S, 3]", () => {
    expect(() => checkPixelBatch({ data: new Float32Array(2 * 4 * 4 * 3), count: 2 }, { inputSize: 4 })).not.toThrow();
  });

  it.each<[string, PixelBatch, RegExp]>([
    ["too few", { data: new Float32Array(10), count: 2 }, /96 floats.*\[2, 4, 4, 3\].*received.* of 10 /],
    ["bytes", { data: new Uint8Array(48) as unknown as Float32Array, count: 1 }, /Uint8Array/],
    ["nothing", { data: new Float32Array(0), count: 0 }, /at least 1 face/],
    ["half a face", { data: new Float32Array(24), count: 0.5 }, /0\.5/],
  ])("refuses %s", (_, batch, message) => {
    expect(() => checkPixelBatch(batch, { inputSize: 4 })).toThrow(InvalidArgumentError);
    expect(() => checkPixelBatch(batch, { inputSize: 4 })).toThrow(message);
  });
});
