import { createRandom } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { blur } from "./blur";
import { coverRectangle } from "./cover-rectangle";
import { compressAsJpeg } from "./jpeg";
import { addNoise } from "./noise";
import { reduceResolution } from "./reduce-resolution";

const size = 64;
const random = createRandom(3);
/** Soft waves with some fine detail, inside 0.1..0.9. */
const picture = Float32Array.from({ length: size * size * 3 }, (_, index) => {
  const [x, y, channel] = [Math.floor(index / 3) % size, Math.floor(index / 3 / size), index % 3];
  return 0.5 + 0.2 * Math.sin(x / (5 + channel)) + 0.15 * Math.cos(y / 7 + channel) + 0.1 * (random() - 0.5);
});
const pixels = () => ({ out: picture.slice(), offset: 0, size });
const meanOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const difference = (a: Float32Array, b: Float32Array) => meanOf(a.map((value, index) => Math.abs(value - b[index]!)));

describe("compressAsJpeg", () => {
  it.each([10, 30, 50, 90])("leaves what libjpeg leaves at quality %p", async (quality) => {
    const rounded = Buffer.from(picture.map((value) => Math.round(value * 255)));
    const image = pixels();
    image.out.set([...rounded].map((value) => value / 255));
    const before = image.out.slice();
    compressAsJpeg(image, { quality, shift: 0 });
    const file = await sharp(rounded, { raw: { width: size, height: size, channels: 3 } })
      .jpeg({ quality, chromaSubsampling: "4:4:4" })
      .toBuffer();
    const expected = Float32Array.from(await sharp(file).raw().toBuffer(), (value) => value / 255);
    // libjpeg rounds what it decodes to whole levels; what the compression itself does is many times that.
    expect(difference(image.out, expected)).toBeLessThan(1 / 255);
    expect(difference(before, expected)).toBeGreaterThan(5 * difference(image.out, expected));
  });

  it("can begin its blocks anywhere", () => {
    const [plain, shifted] = [pixels(), pixels()];
    compressAsJpeg(plain, { quality: 20, shift: 0 });
    compressAsJpeg(shifted, { quality: 20, shift: 8 * 3 + 5 });
    expect(difference(plain.out, shifted.out)).toBeGreaterThan(0.001);
    // Pixels next to the border of a block jump most where the blocks of that grid meet.
    const jump = (values: Float32Array, column: number) =>
      meanOf(
        Array.from({ length: size }, (_, y) =>
          Math.abs(values[(y * size + column) * 3]! - values[(y * size + column - 1) * 3]!),
        ),
      );
    expect(jump(shifted.out, 27) + jump(shifted.out, 35)).toBeGreaterThan(jump(plain.out, 27) + jump(plain.out, 35));
  });
});

describe("blur", () => {
  it("spreads a point as a Gaussian and keeps a flat picture", () => {
    const out = new Float32Array(size * size * 3).fill(0.25);
    blur({ out, offset: 0, size }, 1.5);
    expect(out.every((value) => Math.abs(value - 0.25) < 1e-6)).toBe(true);
    out.fill(0);
    const at = (x: number, y: number) => (y * size + x) * 3 + 1;
    out[at(30, 30)] = 1;
    blur({ out, offset: 0, size }, 1);
    for (const [x, y] of [
      [30, 30],
      [31, 30],
      [30, 28],
      [32, 31],
    ] as const)
      expect(out[at(x, y)]).toBeCloseTo(Math.exp(-((x - 30) ** 2 + (y - 30) ** 2) / 2) / (2 * Math.PI), 4);
    expect(out[at(30, 30) + 1]).toBe(0);
  });
});

describe("addNoise", () => {
  it("has the deviation that was asked for, no drift, and no relation between neighbours", () => {
    const out = new Float32Array(size * size * 3).fill(0.5);
    addNoise({ out, offset: 0, size }, { deviation: 0.03, random: createRandom(1) });
    const noise = out.map((value) => value - 0.5);
    expect(meanOf(noise)).toBeCloseTo(0, 3);
    expect(Math.sqrt(meanOf(noise.map((value) => value ** 2)))).toBeCloseTo(0.03, 3);
    for (const distance of [1, 3, size * 3])
      expect(
        Math.abs(meanOf(noise.subarray(distance).map((value, index) => value * noise[index]!))) / 0.03 ** 2,
      ).toBeLessThan(0.03);
    // Two thirds lie within one deviation, as for a bell curve and not for an even spread (58 %).
    expect(meanOf(Array.from(noise, (value) => Number(Math.abs(value) < 0.03)))).toBeCloseTo(0.683, 1);
  });
});

describe("reduceResolution", () => {
  it("averages cells and interpolates between them", () => {
    const out = Float32Array.from({ length: size * size * 3 }, (_, index) => (Math.floor(index / 3) % size) / size);
    out.set([0.9, 0.9, 0.9]);
    reduceResolution({ out, offset: 0, size }, 16);
    // A ramp stays a ramp except at the edges, where the outermost cell's mean ends it.
    for (let x = 2; x < size - 2; x++) expect(out[(40 * size + x) * 3]).toBeCloseTo(x / size, 5);
    expect(out[0]).toBeCloseTo((0 + 1 + 2 + 3) / 4 / size + 0.9 / 16, 5);
    const image = pixels();
    reduceResolution(image, 90);
    expect(image.out).toEqual(picture);
  });
});

describe("coverRectangle", () => {
  it("covers 2 to 20 % by one colour and nothing else", () => {
    for (let seed = 0; seed < 50; seed++) {
      const image = pixels();
      coverRectangle(image, createRandom(seed));
      const colours = new Map<string, number>();
      for (let index = 0; index < picture.length; index += 3) {
        if (image.out[index] === picture[index]) continue;
        const colour = image.out.subarray(index, index + 3).join();
        colours.set(colour, (colours.get(colour) ?? 0) + 1);
      }
      expect(colours.size).toBe(1);
      const [count] = colours.values();
      expect(count! / size ** 2).toBeGreaterThan(0.015);
      expect(count! / size ** 2).toBeLessThan(0.215);
    }
  });
});
