import { describe, expect, it } from "@jest/globals";
import { InvalidArgumentError } from "../errors";
import { cropAndResize } from "./crop-resize";
import type { RgbImage } from "./rgb-image";

function makeImage(width: number, height: number, colour: (x: number, y: number) => number[]): RgbImage {
  const pixels = Array.from({ length: width * height }, (_, index) => colour(index % width, Math.floor(index / width)));
  return { width, height, data: Uint8Array.from(pixels.flat()) };
}

const grey = (value: number) => [value, value, value];
const reds = ({ data }: RgbImage) => Array.from(data).filter((_, index) => index % 3 === 0);

/** The same formula is behind the numbers below that Pillow gave. */
const pattern = makeImage(24, 20, (x, y) => [
  (x * 37 + y * 11) % 256,
  (x * x * 5 + y * 29) % 256,
  (x * 13 + y * y * 7) % 256,
]);

describe("cropAndResize", () => {
  it("copies exactly where nothing changes, with and without a box", () => {
    expect(cropAndResize(pattern, { width: 24, height: 20 })).toEqual(pattern);
    const part = cropAndResize(pattern, { box: { x: 3, y: 5, width: 7, height: 4 }, width: 7, height: 4 });
    const expected = makeImage(7, 4, (x, y) =>
      Array.from(pattern.data.subarray(((y + 5) * 24 + x + 3) * 3).slice(0, 3)),
    );
    expect(part).toEqual(expected);
  });

  it.each([
    [{ x: 0, y: 0, width: 50, height: 40 }, 62, 62],
    [{ x: 3.7, y: -8.2, width: 11.1, height: 90.9 }, 5, 31],
    [{ x: -100, y: -100, width: 3, height: 3 }, 4, 4],
  ])("keeps a constant image constant: %j", (box, width, height) => {
    for (const value of [0, 1, 127, 254, 255]) {
      const result = cropAndResize(
        makeImage(50, 40, () => [value, 255 - value, value]),
        { box, width, height },
      );
      expect(result).toEqual(makeImage(width, height, () => [value, 255 - value, value]));
    }
  });

  it("keeps a ramp a ramp when it halves it, away from the edges", () => {
    const ramp = makeImage(40, 3, (x) => grey(x * 6));
    const halved = reds(cropAndResize(ramp, { width: 20, height: 1 }));
    // The middle of output pixel i lies between input pixels 2i and 2i + 1.
    expect(halved.slice(1, -1)).toEqual(Array.from({ length: 18 }, (_, index) => (index + 1) * 12 + 3));
  });

  it("averages with a triangle as wide as two output pixels when shrinking", () => {
    const impulse = makeImage(8, 1, (x) => grey(x === 4 ? 240 : 0));
    // Halving: the triangle reaches 2 pixels either way and weighs 1/8, 3/8, 3/8, 1/8 at distances 1.5, 0.5, 0.5, 1.5.
    expect(reds(cropAndResize(impulse, { width: 4, height: 1 }))).toEqual([0, 30, 90, 0]);
  });

  it("interpolates linearly between two pixels when enlarging, and repeats the edges", () => {
    const two = makeImage(2, 1, (x) => grey(x * 100));
    expect(reds(cropAndResize(two, { width: 4, height: 1 }))).toEqual([0, 25, 75, 100]);
  });

  it("does not alias: a fine checkerboard becomes grey", () => {
    const board = makeImage(64, 64, (x, y) => grey((x + y) % 2 ? 255 : 0));
    for (const value of reds(cropAndResize(board, { width: 9, height: 9 })))
      expect(Math.abs(value - 127.5)).toBeLessThan(3);
  });

  it("repeats the nearest pixels where the box reaches over an edge", () => {
    const columns = makeImage(4, 2, (x) => grey(10 + x * 50));
    const box = { x: -3, y: -2, width: 10, height: 6 };
    const wide = cropAndResize(columns, { box, width: 10, height: 6 });
    const row = [10, 10, 10, 10, 60, 110, 160, 160, 160, 160];
    expect(reds(wide)).toEqual(Array.from({ length: 6 }, () => row).flat());
    expect(reds(cropAndResize(columns, { box: { x: 90, y: 0, width: 5, height: 5 }, width: 2, height: 1 }))).toEqual([
      160, 160,
    ]);
  });

  it("moves smoothly with a fractional box", () => {
    const ramp = makeImage(20, 20, (x, y) => [x * 10, y * 10, 0]);
    const moved = cropAndResize(ramp, { box: { x: 5.25, y: 7.5, width: 3, height: 3 }, width: 3, height: 3 });
    expect(Array.from(moved.data.subarray(0, 6))).toEqual([53, 75, 0, 63, 75, 0]);
  });

  // Made with Pillow 13.0: image.resize(size, Image.BILINEAR, box=box). Pillow rounds between its two passes.
  it.each([
    [{ x: 4.5, y: 3.25, width: 14, height: 12 }, 5, 4, shrunkByPillow()],
    [{ x: 6, y: 6, width: 3, height: 3 }, 7, 5, enlargedByPillow()],
  ])("agrees with Pillow to one step of 255: %j", (box, width, height, expected) => {
    const { data } = cropAndResize(pattern, { box, width, height });
    expect(data).toHaveLength(expected.length);
    const differences = expected.map((value, index) => Math.abs(value - data[index]!));
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  });

  it("mirrors with its input: no side is preferred", () => {
    const mirror = ({ width, height, data }: RgbImage) =>
      makeImage(width, height, (x, y) => Array.from(data.subarray((y * width + width - 1 - x) * 3).slice(0, 3)));
    const crop = { width: 9, height: 7 };
    expect(cropAndResize(mirror(pattern), crop)).toEqual(mirror(cropAndResize(pattern, crop)));
  });

  it("does not change its input", () => {
    const before = pattern.data.slice();
    cropAndResize(pattern, { width: 3, height: 3 });
    expect(pattern.data).toEqual(before);
  });

  it.each([
    [{ width: 0, height: 5 }, "width"],
    [{ width: 5, height: 2.5 }, "height"],
    [{ box: { x: 0, y: 0, width: 0, height: 5 }, width: 5, height: 5 }, "box"],
    [{ box: { x: 0, y: 0, width: 5, height: -5 }, width: 5, height: 5 }, "box"],
    [{ box: { x: Number.NaN, y: 0, width: 5, height: 5 }, width: 5, height: 5 }, "box"],
    [{ box: { x: 0, y: 0, width: 1e12, height: 5 }, width: 5, height: 5 }, "box"],
  ])("refuses %j, naming what is wrong", (crop, word) => {
    expect(() => cropAndResize(pattern, crop)).toThrow(InvalidArgumentError);
    expect(() => cropAndResize(pattern, crop)).toThrow(word);
  });

  it("refuses what is no RGB image, and names the way to one", () => {
    const rgba = { width: 2, height: 2, data: new Uint8Array(16) };
    expect(() => cropAndResize(rgba, { width: 1, height: 1 })).toThrow(/12 bytes.*received 16.*loadImage/);
    expect(() => cropAndResize({ ...rgba, width: 0 }, { width: 1, height: 1 })).toThrow(/0x2/);
    expect(() => cropAndResize(undefined as never, { width: 1, height: 1 })).toThrow(InvalidArgumentError);
  });
});

function shrunkByPillow(): number[] {
  return [
    [146, 129, 153, 98, 125, 141, 172, 131, 147, 84, 133, 112, 148, 133, 108],
    [102, 120, 115, 126, 130, 116, 161, 124, 144, 89, 131, 118, 170, 120, 117],
    [82, 146, 123, 158, 130, 107, 114, 132, 142, 113, 132, 136, 167, 120, 111],
    [96, 127, 148, 168, 130, 130, 83, 132, 139, 145, 128, 113, 131, 123, 114],
  ].flat();
}

function enlargedByPillow(): number[] {
  return [
    [93, 76, 106, 35, 101, 104, 51, 129, 88, 67, 157, 72, 83, 189, 78, 99, 221, 83, 115, 183, 89],
    [70, 94, 106, 41, 119, 112, 57, 147, 117, 73, 175, 123, 89, 163, 129, 105, 151, 134, 121, 127, 140],
    [32, 111, 161, 48, 136, 167, 64, 164, 172, 80, 192, 178, 96, 114, 184, 112, 37, 189, 128, 35, 195],
    [39, 128, 70, 55, 153, 76, 71, 181, 81, 87, 209, 87, 103, 131, 93, 119, 54, 98, 135, 52, 104],
    [45, 146, 34, 61, 171, 40, 77, 199, 45, 93, 227, 51, 109, 149, 57, 125, 72, 62, 141, 70, 68],
  ].flat();
}
