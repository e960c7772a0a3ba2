import { describe, expect, it } from "@jest/globals";
import { getFloat16, setFloat16 } from "@petamoriken/float16";
import { InvalidArgumentError } from "../errors";
import { decodeFloat16, encodeFloat16 } from "./float16";

const everyHalf = Uint16Array.from({ length: 0x10000 }, (_, bits) => bits);
const isFiniteHalf = (bits: number) => (bits & 0x7c00) !== 0x7c00;
const finiteHalves = everyHalf.filter(isFiniteHalf);

/** Another implementation's answers. */
const view = new DataView(new ArrayBuffer(2));
const roundElsewhere = (value: number): number => {
  setFloat16(view, 0, value);
  return view.getUint16(0);
};
const widenElsewhere = (bits: number): number => {
  view.setUint16(0, bits);
  return getFloat16(view, 0);
};

describe("decodeFloat16", () => {
  it("widens all 65,536 float16 as another implementation does", () => {
    expect(decodeFloat16(everyHalf)).toEqual(Float32Array.from(everyHalf, widenElsewhere));
  });

  it.each([
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x0400, 2 ** -14],
    [0x8000, -0],
    [0x3555, 0.333251953125],
  ])("reads %i as %d", (bits, value) => {
    expect(decodeFloat16(Uint16Array.of(bits))[0]).toBe(value);
  });
});

describe("encodeFloat16", () => {
  it("gives every finite float16 back as it was", () => {
    expect(encodeFloat16(decodeFloat16(finiteHalves))).toEqual(finiteHalves);
  });

  it("rounds what lies between two neighbours to the nearer, and halfway to the even one", () => {
    const values = decodeFloat16(finiteHalves);
    const between: number[] = [];
    for (const [index, value] of values.entries()) {
      const next = values[index + 1];
      if (next === undefined || Math.sign(next) !== Math.sign(value)) continue;
      // All of these are float32: it has 13 more bits.
      for (const part of [4095 / 8192, 1 / 2, 4097 / 8192]) between.push(value + part * (next - value));
    }
    const floats = Float32Array.from(between);
    expect(floats.length).toBeGreaterThan(180_000);
    expect(encodeFloat16(floats)).toEqual(Uint16Array.from(floats, roundElsewhere));
  });

  it("makes zero of what is too small, and keeps its sign", () => {
    const tiny = Float32Array.of(2 ** -25, -(2 ** -25), 1e-40, 2 ** -25 * 1.0001);
    expect([...encodeFloat16(tiny)]).toEqual([0, 0x8000, 0, 1]);
  });

  it.each([65520, -65520, 2 ** 40, Number.POSITIVE_INFINITY, Number.NaN])(
    "refuses %d, and says where it is",
    (value) => {
      const encode = () => encodeFloat16(Float32Array.of(0, 65519, value));
      expect(encode).toThrow(InvalidArgumentError);
      expect(encode).toThrow(new RegExp(`65504.*received ${value} at index 2`));
    },
  );
});
