import { createRandom } from "@fagr/core/sampling";
import { describe, expect, it } from "@jest/globals";
import { augmentCrop } from "./augment";
import { type Augmentation, noAugmentation } from "./augmentation";
import type { SourceCrop } from "./warp";

/** Red grows to the right, green grows down, blue is constant. */
function ramp(size: number, boxScale: number): SourceCrop {
  const data = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) data.set([(x * 255) / (size - 1), (y * 255) / (size - 1), 128], (y * size + x) * 3);
  return { data, size, boxScale };
}

function view(crop: SourceCrop, changes: Partial<Augmentation>, { size = 10, seed = 1 } = {}): Float32Array {
  const out = new Float32Array(size * size * 3 + 6).fill(9);
  augmentCrop(crop, { ...noAugmentation, ...changes }, { out, offset: 3, size, seed });
  expect([...out.subarray(0, 3), ...out.subarray(-3)]).toEqual(new Array(6).fill(9));
  return out.subarray(3, -3);
}

describe("augmentCrop", () => {
  it("without changes cuts the box out of the middle of the crop", () => {
    // 14 pixels hold 1.4 boxes: the box is pixels 2 to 11, one output pixel each.
    const crop = ramp(14, 1.4);
    const out = view(crop, {});
    for (let y = 0; y < 10; y++)
      for (let x = 0; x < 10; x++)
        for (let channel = 0; channel < 3; channel++)
          expect(out[(y * 10 + x) * 3 + channel]).toBeCloseTo(
            crop.data[((y + 2) * 14 + x + 2) * 3 + channel]! / 255,
            5,
          );
  });

  it("mirrors left and right", () => {
    const straight = view(ramp(14, 1.4), {});
    const mirrored = view(ramp(14, 1.4), { mirror: 1 });
    for (let x = 0; x < 10; x++) expect(mirrored[x * 3]).toBeCloseTo(straight[(9 - x) * 3]!, 5);
  });

  it("turns further where it rolls, and as before without", () => {
    const crop = ramp(140, 2);
    const angles = Array.from({ length: 200 }, (_, seed) => {
      const out = view(crop, { rotation: 5, roll: 0.5 }, { seed });
      return Math.abs(Math.atan2(out[9 * 3 + 1]! - out[1]!, out[9 * 3]! - out[0]!) * (180 / Math.PI));
    });
    const wide = angles.filter((angle) => angle > 6).length;
    expect(wide).toBeGreaterThan(60);
    expect(wide).toBeLessThan(120);
    expect(Math.max(...angles)).toBeGreaterThan(42);
    expect(Math.max(...angles)).toBeLessThan(51);
    expect(view(crop, { rotation: 5, roll: 0 }, { seed: 3 })).toEqual(view(crop, { rotation: 5 }, { seed: 3 }));
  });

  it("shows more at a larger scale and turns by the angle", () => {
    const wide = view(ramp(140, 1.4), { scale: [1.4, 1.4] });
    const box = view(ramp(140, 1.4), {});
    const reach = (pixels: Float32Array) => pixels[9 * 3]! - pixels[0]!;
    expect(reach(wide) / reach(box)).toBeCloseTo(1.4, 2);
    const turned = view(ramp(140, 1.4), { rotation: 45 }, { seed: 4 });
    // Along a row green changes by sin(angle), red by cos(angle).
    const green = turned[9 * 3 + 1]! - turned[1]!;
    expect(Math.hypot(green, reach(turned))).toBeCloseTo(reach(box), 2);
    expect(Math.abs(green)).toBeGreaterThan(0.01);
  });

  it("is the same for the same seed and stays within 0..1 with everything on", () => {
    const random = createRandom(2);
    const data = Uint8Array.from({ length: 88 * 88 * 3 }, () => random() * 256);
    const everything: Augmentation = {
      rotation: 45,
      scale: [0.7, 1.6],
      aspect: 0.2,
      shift: 0.3,
      mirror: 0.5,
      brightness: 0.5,
      contrast: [0.5, 1.5],
      saturation: [0.5, 1.5],
      hue: 0.2,
      colour: 0.2,
      grey: 0.2,
      lowResolution: 0.5,
      blur: 0.5,
      jpeg: 0.5,
      noise: 0.1,
      erasing: 0.5,
    };
    const seen = new Set<number>();
    for (let seed = 0; seed < 12; seed++) {
      const first = view({ data, size: 88, boxScale: 1.4 }, everything, { size: 62, seed });
      const second = view({ data, size: 88, boxScale: 1.4 }, everything, { size: 62, seed });
      expect(second.every((value, index) => value === first[index])).toBe(true);
      expect(first.every((value) => value >= 0 && value <= 1)).toBe(true);
      seen.add(first[1000]!);
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it("can take all colour away", () => {
    const out = view(ramp(14, 1.4), { grey: 1 });
    for (let pixel = 0; pixel < 100; pixel++) expect(out[pixel * 3]).toBeCloseTo(out[pixel * 3 + 2]!, 5);
  });
});
