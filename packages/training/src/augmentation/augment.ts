import { createRandom, type Random, randomNormal } from "../random/random";
import type { Augmentation } from "./augmentation";

/** A square crop that holds more than the face's box, so that shifted and turned views have something to see. */
export interface SourceCrop {
  /** `[size, size, 3]` RGB 0..255. */
  readonly data: Uint8Array;
  readonly size: number;
  /** The crop's side in boxes: 1.4 means 20 % of the box on every side. */
  readonly boxScale: number;
}

/** Where the network's input goes: `[size, size, 3]` RGB 0..1 at `offset` of `out`. */
export interface AugmentTarget {
  readonly out: Float32Array;
  readonly offset: number;
  readonly size: number;
  readonly seed: number;
}

/**
 * Writes one augmented view of a crop as network input, all changes drawn from the seed: geometry by one affine map,
 * sampled bilinearly, then light and colour, then damage (resolution, noise, covering).
 */
export function augmentCrop(crop: SourceCrop, augmentation: Augmentation, target: AugmentTarget): void {
  const random = createRandom(target.seed);
  const { out, offset, size } = target;
  warp(crop, augmentation, target, random);
  if (random() < augmentation.lowResolution) reduceResolution(out, offset, size, 16 + Math.floor(random() * 33));
  changeColours(out, offset, size, augmentation, random);
  if (random() < augmentation.erasing) coverRectangle(out, offset, size, random);
}

const between = (random: Random, [low, high]: readonly [number, number]) => low + (high - low) * random();
const symmetric = (random: Random, amount: number) => (2 * random() - 1) * amount;

function warp(
  { data, size: sourceSize, boxScale }: SourceCrop,
  augmentation: Augmentation,
  { out, offset, size }: AugmentTarget,
  random: Random,
): void {
  const angle = (symmetric(random, augmentation.rotation) * Math.PI) / 180;
  const [low, high] = augmentation.scale;
  const scale = low + (high - low) * random();
  const scaleX = scale * (1 + symmetric(random, augmentation.aspect)) * (random() < augmentation.mirror ? -1 : 1);
  const scaleY = scale * (1 + symmetric(random, augmentation.aspect));
  const box = sourceSize / boxScale;
  const centreX = sourceSize / 2 + symmetric(random, augmentation.shift) * box - 0.5;
  const centreY = sourceSize / 2 + symmetric(random, augmentation.shift) * box - 0.5;
  const stepX = (box * scaleX) / size;
  const stepY = (box * scaleY) / size;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const last = sourceSize - 1;
  let index = offset;
  for (let v = 0; v < size; v++) {
    const dy = (v + 0.5 - size / 2) * stepY;
    for (let u = 0; u < size; u++) {
      const dx = (u + 0.5 - size / 2) * stepX;
      const x = Math.min(Math.max(centreX + cos * dx - sin * dy, 0), last);
      const y = Math.min(Math.max(centreY + sin * dx + cos * dy, 0), last);
      const x0 = Math.min(Math.floor(x), last - 1);
      const y0 = Math.min(Math.floor(y), last - 1);
      const fx = x - x0;
      const fy = y - y0;
      const p = (y0 * sourceSize + x0) * 3;
      const q = p + sourceSize * 3;
      const w00 = (1 - fx) * (1 - fy);
      const w01 = fx * (1 - fy);
      const w10 = (1 - fx) * fy;
      const w11 = fx * fy;
      for (let channel = 0; channel < 3; channel++)
        out[index++] =
          (data[p + channel]! * w00 +
            data[p + 3 + channel]! * w01 +
            data[q + channel]! * w10 +
            data[q + 3 + channel]! * w11) /
          255;
    }
  }
}

/** Averages down to a coarser grid and interpolates back. */
function reduceResolution(out: Float32Array, offset: number, size: number, coarse: number): void {
  if (coarse >= size) return;
  const grid = new Float32Array(coarse * coarse * 3);
  const counts = new Float32Array(coarse * coarse);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const cell = Math.floor((y * coarse) / size) * coarse + Math.floor((x * coarse) / size);
      counts[cell]!++;
      for (let channel = 0; channel < 3; channel++)
        grid[cell * 3 + channel]! += out[offset + (y * size + x) * 3 + channel]!;
    }
  for (let cell = 0; cell < counts.length; cell++)
    for (let channel = 0; channel < 3; channel++) grid[cell * 3 + channel]! /= counts[cell]!;
  const at = (position: number) => Math.min(Math.max(((position + 0.5) * coarse) / size - 0.5, 0), coarse - 1);
  for (let y = 0; y < size; y++) {
    const gy = at(y);
    const y0 = Math.min(Math.floor(gy), coarse - 2);
    for (let x = 0; x < size; x++) {
      const gx = at(x);
      const x0 = Math.min(Math.floor(gx), coarse - 2);
      const fx = gx - x0;
      const fy = gy - y0;
      const p = (y0 * coarse + x0) * 3;
      const q = p + coarse * 3;
      for (let channel = 0; channel < 3; channel++)
        out[offset + (y * size + x) * 3 + channel] =
          (grid[p + channel]! * (1 - fx) + grid[p + 3 + channel]! * fx) * (1 - fy) +
          (grid[q + channel]! * (1 - fx) + grid[q + 3 + channel]! * fx) * fy;
    }
  }
}

function changeColours(
  out: Float32Array,
  offset: number,
  size: number,
  { brightness, contrast, saturation, colour, grey, noise }: Augmentation,
  random: Random,
): void {
  const end = offset + size * size * 3;
  let mean = 0;
  for (let index = offset; index < end; index++) mean += out[index]!;
  mean /= end - offset;
  const contrastFactor = between(random, contrast);
  const brightnessShift = symmetric(random, brightness);
  const saturationFactor = random() < grey ? 0 : between(random, saturation);
  const gains = [0, 1, 2].map(() => 1 + symmetric(random, colour));
  const deviation = random() * noise;
  for (let index = offset; index < end; index += 3) {
    const luminance = 0.299 * out[index]! + 0.587 * out[index + 1]! + 0.114 * out[index + 2]!;
    for (let channel = 0; channel < 3; channel++) {
      let value = luminance + (out[index + channel]! - luminance) * saturationFactor;
      value = (mean + (value - mean) * contrastFactor + brightnessShift) * gains[channel]!;
      if (deviation > 0) value += randomNormal(random) * deviation;
      out[index + channel] = Math.min(Math.max(value, 0), 1);
    }
  }
}

function coverRectangle(out: Float32Array, offset: number, size: number, random: Random): void {
  const area = (0.02 + 0.18 * random()) * size * size;
  const aspect = Math.exp(symmetric(random, Math.log(3)));
  const width = Math.min(size, Math.max(1, Math.round(Math.sqrt(area * aspect))));
  const height = Math.min(size, Math.max(1, Math.round(Math.sqrt(area / aspect))));
  const left = Math.floor(random() * (size - width + 1));
  const top = Math.floor(random() * (size - height + 1));
  const colour = [random(), random(), random()];
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++)
      for (let channel = 0; channel < 3; channel++) out[offset + (y * size + x) * 3 + channel] = colour[channel]!;
}
