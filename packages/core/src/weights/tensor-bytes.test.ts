import { describe, expect, it } from "@jest/globals";
import type { WeightSpec } from "../architecture/plan";
import { decodeTensor, encodeTensor, tensorByteLength, type WeightsDtype } from "./tensor-bytes";

const specOf = (kind: WeightSpec["kind"], ...shape: number[]): WeightSpec => ({
  name: `layer/${kind}`,
  kind,
  shape,
  trainable: true,
});

// All of them exact in int8 with the scales 1 and 0.5, in which the channels follow each other: by hand.
const numbers = Float32Array.of(127, -63.5, -2, 1.5, 0, 0.5);
const bytesOfInt8 = [0, 0, 0x80, 0x3f, 0, 0, 0, 0x3f, 127, 0x81, 0xfe, 3, 0, 1];

describe("encodeTensor", () => {
  it.each([
    ["kernel", specOf("kernel", 1, 1, 3, 2)],
    ["dense kernel", specOf("denseKernel", 3, 2)],
  ])("as int8 writes the scales of a %s's output channels, then its numbers", (_, spec) => {
    const bytes = encodeTensor(spec, numbers, "int8");
    expect([...bytes]).toEqual(bytesOfInt8);
    expect(decodeTensor(spec, bytes, "int8")).toEqual(numbers);
  });

  it.each([specOf("bias", 2), specOf("alpha", 2), specOf("movingVariance", 2), specOf("depthwiseKernel", 1, 1, 2, 1)])(
    "as int8 writes what is no kernel of a convolution or dense layer as float16: $kind",
    (spec) => {
      const bytes = encodeTensor(spec, Float32Array.of(1, -2), "int8");
      expect([...bytes]).toEqual([0x00, 0x3c, 0x00, 0xc0]);
      expect([...decodeTensor(spec, bytes, "int8")]).toEqual([1, -2]);
    },
  );

  it.each<[WeightsDtype, WeightSpec, number]>([
    ["float32", specOf("kernel", 3, 3, 4, 5), 720],
    ["float16", specOf("kernel", 3, 3, 4, 5), 360],
    ["int8", specOf("kernel", 3, 3, 4, 5), 180 + 20],
    ["int8", specOf("depthwiseKernel", 3, 3, 4, 1), 72],
    ["int8", specOf("denseKernel", 4, 5), 20 + 20],
    ["int8", specOf("gamma", 7), 14],
  ])("as %s takes as many bytes as tensorByteLength says", (dtype, spec, expected) => {
    expect(tensorByteLength(spec, dtype)).toBe(expected);
    const count = spec.shape.reduce((product, size) => product * size, 1);
    expect(encodeTensor(spec, new Float32Array(count).fill(0.1), dtype)).toHaveLength(expected);
  });

  it("reads bytes that start at an odd place, whatever the type", () => {
    const spec = specOf("denseKernel", 3, 2);
    for (const dtype of ["float32", "float16", "int8"] as const) {
      const shifted = Uint8Array.of(9, ...encodeTensor(spec, numbers, dtype)).subarray(1);
      expect(decodeTensor(spec, shifted, dtype)).toEqual(numbers);
    }
  });
});
