import { enableRelaxedSimd, InvalidArgumentError, type RgbImage } from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";
import { describe, expect, it } from "@jest/globals";
import { kernels as variants } from "./generated/kernels";
import { createKernels } from "./kernels";
import { Resizer } from "./resizer";

/** Bytes without a pattern, the same in every run. */
function noise(width: number, height: number): RgbImage {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  };
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, next) };
}

enableRelaxedSimd();

const kernelsNamed = (name: keyof typeof variants) =>
  createKernels(new WebAssembly.Module(Uint8Array.from(atob(variants[name]), (character) => character.charCodeAt(0))));

describe.each(["simd", "relaxedSimd"] as const)("with %s", (name) => {
  const resizer = new Resizer(kernelsNamed(name));

  it.each([
    [64, 48, 64, 48],
    [500, 375, 640, 480],
    [640, 640, 320, 320],
    [250, 250, 512, 512],
    // More than one band of the picture, and rows that end within a block.
    [2003, 1501, 511, 383],
    [7, 900, 3, 640],
    [9000, 3, 640, 1],
    [1, 1, 5, 7],
  ])(
    "%i x %i to %i x %i is what cropAndResize() gives, but for the last digit of a sum",
    (width, height, toWidth, toHeight) => {
      const image = noise(width, height);
      const size = { width: toWidth, height: toHeight };
      const expected = cropAndResize(image, size).data;
      const received = resizer.resize(image, size);
      expect([received.width, received.height, received.data.length]).toEqual([toWidth, toHeight, expected.length]);
      let [others, largest] = [0, 0];
      for (const [index, byte] of expected.entries()) {
        const distance = Math.abs(received.data[index]! - byte);
        if (distance > 0) others++;
        largest = Math.max(largest, distance);
      }
      expect(largest).toBeLessThanOrEqual(1);
      // Halves, which either of them may round up or down, are rare.
      expect(others / expected.length).toBeLessThan(0.02);
    },
  );

  it("keeps one colour one colour, whatever was resized before", () => {
    resizer.resize(noise(800, 600), { width: 640, height: 480 });
    const white = { width: 30, height: 20, data: new Uint8Array(1800).fill(255) };
    expect(new Set(resizer.resize(white, { width: 41, height: 17 }).data)).toEqual(new Set([255]));
    const black = { width: 30, height: 20, data: new Uint8Array(1800) };
    expect(new Set(resizer.resize(black, { width: 41, height: 17 }).data)).toEqual(new Set([0]));
  });

  it("refuses what is no picture", () => {
    const short = { width: 2, height: 2, data: new Uint8Array(5) };
    expect(() => resizer.resize(short, { width: 2, height: 2 })).toThrow(InvalidArgumentError);
  });
});
