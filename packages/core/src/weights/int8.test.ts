import { describe, expect, it } from "@jest/globals";
import { InvalidArgumentError } from "../errors";
import { decodeInt8, encodeInt8 } from "./int8";

/** Numbers like those of a kernel: many small ones, few large ones, channels of very different size. */
function bellShaped(count: number, channels: number): Float32Array {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Float32Array.from(
    { length: count },
    (_, index) =>
      10 ** (-(index % channels) / 25) * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()),
  );
}

describe("encodeInt8", () => {
  it("has a scale for every channel, by which its largest number is 127", () => {
    const { values, scales } = encodeInt8(Float32Array.of(127, 0.0127, -50, -0.0127, 3, 0.005), 2);
    expect([...values]).toEqual([127, 127, -50, -127, 3, 50]);
    expect(scales[0]).toBe(1);
    expect(scales[1]).toBeCloseTo(1e-4, 9);
  });

  it("is off by half of the channel's scale at most", () => {
    const kernel = bellShaped(6 * 400, 6);
    const encoded = encodeInt8(kernel, 6);
    for (const [index, value] of decodeInt8(encoded).entries())
      expect(Math.abs(value - kernel[index]!)).toBeLessThanOrEqual(encoded.scales[index % 6]! * 0.50001);
  });

  it("rounds alike whether batch normalisation is folded into the kernel before or after", () => {
    const channels = 4;
    const kernel = bellShaped(4 * 96, channels);
    // Powers of two and their negatives: float32 multiplies by them without rounding.
    const factors = [0.25, -8, 1, -0.5];
    // Plus 0, because int8 has no negative zero.
    const fold = (values: Float32Array) => values.map((value, index) => value * factors[index % channels]! + 0);
    const decoded = decodeInt8(encodeInt8(kernel, channels));
    expect(decodeInt8(encodeInt8(fold(kernel), channels))).toEqual(fold(decoded));
  });

  it("gives back what it has rounded before, bit for bit", () => {
    const first = encodeInt8(bellShaped(100 * 9, 100), 100);
    expect(encodeInt8(decodeInt8(first), 100)).toEqual(first);
  });

  it("keeps a channel of zeros, and the sign of numbers at the end of float32's range", () => {
    const { values, scales } = encodeInt8(Float32Array.of(0, -3e-30, 3.38e-41), 3);
    expect([...values]).toEqual([0, -127, 127]);
    expect(decodeInt8({ values, scales })[1]).toBeCloseTo(-3e-30, 34);
    expect(scales[0]).toBe(0);
  });

  it.each([0, -1, 1.5, 4])("refuses %d channels for 6 numbers", (channels) => {
    expect(() => encodeInt8(new Float32Array(6), channels)).toThrow(InvalidArgumentError);
    expect(() => encodeInt8(new Float32Array(6), channels)).toThrow(`6 numbers and ${channels} channels`);
  });
});

describe("decodeInt8", () => {
  it("multiplies every number by its channel's scale", () => {
    const numbers = { values: Int8Array.of(1, 2, -128, 4), scales: Float32Array.of(0.5, -1) };
    expect([...decodeInt8(numbers)]).toEqual([0.5, -2, -64, -4]);
  });
});
