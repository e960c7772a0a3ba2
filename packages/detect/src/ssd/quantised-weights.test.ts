import { WeightsError } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { QuantisedWeights } from "./quantised-weights";

const quantization = { dtype: "uint8", scale: 0.5, min: -2 };
const manifest = [
  {
    paths: ["model.bin"],
    weights: [
      { name: "count", shape: [], dtype: "int32", quantization: { ...quantization, scale: 1, min: 7 } },
      { name: "kernel", shape: [2, 2], dtype: "float32", quantization },
      { name: "plain", shape: [1], dtype: "float32" },
    ],
  },
];
// One byte, four bytes, and 1.5 as a little-endian float32.
const bytes = Uint8Array.of(0, 0, 1, 4, 255, 0, 0, 0xc0, 0x3f);

describe("QuantisedWeights", () => {
  test("brings bytes back to floats and reads floats as they are", () => {
    const weights = new QuantisedWeights(manifest, bytes);
    expect([...weights.tensor("kernel", [2, 2])]).toEqual([-2, -1.5, 0, 125.5]);
    expect([...weights.tensor("plain", [1])]).toEqual([1.5]);
  });

  test("reads from the middle of a buffer", () => {
    const buffer = new Uint8Array(20);
    buffer.set(bytes, 3);
    const weights = new QuantisedWeights(manifest, buffer.subarray(3, 3 + bytes.length));
    expect([...weights.tensor("plain", [1])]).toEqual([1.5]);
  });

  test.each([
    ["kernel", [4], /kernel.*\[4\].*uint8 of shape \[2, 2\]/],
    ["missing", [1], /missing.*none of that name/],
    ["count", [], /count/],
  ])("refuses %s as %j", (name, shape, message) => {
    const weights = new QuantisedWeights(manifest, bytes);
    expect(() => weights.tensor(name, shape)).toThrow(message);
    expect(() => weights.tensor(name, shape)).toThrow(WeightsError);
  });

  test("the file has to be as long as the manifest says", () => {
    expect(() => new QuantisedWeights(manifest, bytes.subarray(1))).toThrow(/Expected 9 bytes.*received 8/);
  });

  test.each([[null], [{}], [[]], [[{ weights: [{ name: "a" }] }]], [[{}]], ["text"]])("%j is no manifest", (value) => {
    expect(() => new QuantisedWeights(value, bytes)).toThrow(WeightsError);
  });
});
