import { createRandom } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import { type Augmentation, noAugmentation } from "./augmentation";
import { changeColours } from "./colours";
import { turnColours } from "./turn-colours";

const size = 8;
const random = createRandom(5);
const picture = Float32Array.from({ length: size * size * 3 }, () => random());
// Corners of the colour circle, grey and black.
picture.set([1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0.4, 0.4, 0.4, 0, 0, 0, 0.8, 0.2, 0.2]);

/** HSV by its definition (Smith 1978), hue in turns. */
function toHsv([r, g, b]: number[]): [number, number, number] {
  const value = Math.max(r!, g!, b!);
  const chroma = value - Math.min(r!, g!, b!);
  if (chroma === 0) return [0, 0, value];
  const sixth =
    value === r ? ((g! - b!) / chroma + 6) % 6 : value === g ? (b! - r!) / chroma + 2 : (r! - g!) / chroma + 4;
  return [sixth / 6, chroma / value, value];
}

function fromHsv([hue, saturation, value]: number[]): number[] {
  // The closed form without cases: f(n) = v - v s max(0, min(k, 4 - k, 1)) with k = (n + 6 h) mod 6.
  return [5, 3, 1].map((n) => {
    const k = (n + hue! * 6) % 6;
    return value! - value! * saturation! * Math.max(0, Math.min(k, 4 - k, 1));
  });
}

function pixelsOf(values: Float32Array): number[][] {
  return Array.from({ length: values.length / 3 }, (_, pixel) => [...values.subarray(pixel * 3, pixel * 3 + 3)]);
}

describe("turnColours", () => {
  it.each([
    [0.03, 1],
    [-0.03, 0.5],
    [0.4, 1.3],
    [-0.5, 0],
    [0, 3],
  ])("turns the hue by %p and scales the saturation by %p in HSV", (turn, saturation) => {
    const out = picture.slice();
    turnColours({ out, offset: 0, size }, { turn, saturation });
    const after = pixelsOf(out);
    for (const [index, pixel] of pixelsOf(picture).entries()) {
      const [hue, s, value] = toHsv(pixel);
      const expected = fromHsv([(hue + turn + 1) % 1, Math.min(s * saturation, 1), value]);
      for (const [channel, level] of after[index]!.entries()) expect(level).toBeCloseTo(expected[channel]!, 5);
    }
  });
});

describe("changeColours", () => {
  const change = (changes: Partial<Augmentation>, seed = 1) => {
    const out = picture.slice();
    changeColours(
      { out, offset: 0, size },
      { augmentation: { ...noAugmentation, ...changes }, random: createRandom(seed) },
    );
    return out;
  };
  const meanOf = (values: Float32Array, channel: number) =>
    pixelsOf(values).reduce((sum, pixel) => sum + pixel[channel]!, 0) / (size * size);

  it("does nothing unless asked", () => {
    expect(change({})).toEqual(picture);
  });

  it("changes contrast about each channel's mean", () => {
    const out = change({ contrast: [0.5, 0.5] });
    for (let index = 0; index < out.length; index++) {
      const mean = meanOf(picture, index % 3);
      expect(out[index]).toBeCloseTo(mean + (picture[index]! - mean) / 2, 5);
    }
  });

  it("moves brightness for all and light for each channel, within 0..1", () => {
    const bright = change({ brightness: 0.2 });
    const shifts = new Set<string>();
    for (let index = 0; index < bright.length; index++)
      if (bright[index]! > 0 && bright[index]! < 1) shifts.add((bright[index]! - picture[index]!).toFixed(4));
    expect(shifts.size).toBe(1);
    expect(Math.abs(Number([...shifts][0]))).toBeLessThanOrEqual(0.2);
    const tinted = change({ colour: 0.3 });
    const gains = [0, 1, 2].map((channel) => tinted[6 * 3 + channel]! / picture[6 * 3 + channel]!);
    for (const gain of gains) expect(Math.abs(gain - 1)).toBeLessThanOrEqual(0.3);
    expect(new Set(gains.map((gain) => gain.toFixed(3))).size).toBe(3);
  });

  it("draws contrast and saturation from the whole of a lopsided range", () => {
    const ratio = (seed: number) => {
      const out = change({ saturation: [0.5, 1.3] }, seed);
      const [red, green] = [out[6 * 3]!, out[6 * 3 + 1]!];
      return (red - green) / 0.6;
    };
    const factors = Array.from({ length: 400 }, (_, seed) => ratio(seed));
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.5 - 1e-5);
    expect(Math.min(...factors)).toBeLessThan(0.52);
    expect(Math.max(...factors)).toBeGreaterThan(1.28);
    expect(Math.max(...factors)).toBeLessThanOrEqual(1.3 + 1e-5);
    expect(factors.reduce((sum, factor) => sum + factor) / 400).toBeCloseTo(0.9, 1);
  });
});
