import type { Random } from "@fagr/core/sampling";
import type { CompleteAugmentation } from "./augmentation";
import { between, type Pixels, symmetric } from "./pixels";

/** A square crop that holds more than the face's box, so that shifted and turned views have something to see. */
export interface SourceCrop {
  /** `[size, size, 3]` RGB 0..255. */
  readonly data: Uint8Array;
  readonly size: number;
  /** The crop's side in boxes: 1.4 means 20 % of the box on every side. */
  readonly boxScale: number;
}

/** Degrees. */
const widestRoll = 50;

/**
 * Cuts the box out of a crop, turned, scaled, shifted and mirrored as drawn, by bilinear interpolation. What lies outside
 * the crop is its nearest pixel.
 */
export function warp(
  { data, size: sourceSize, boxScale }: SourceCrop,
  { augmentation, pixels, random }: { augmentation: CompleteAugmentation; pixels: Pixels; random: Random },
): void {
  const { out, offset, size } = pixels;
  const { rotation, roll } = augmentation;
  const angle = (symmetric(random, roll > 0 && random() < roll ? widestRoll : rotation) * Math.PI) / 180;
  const scale = between(random, augmentation.scale);
  const scaleX = scale * (1 + symmetric(random, augmentation.aspect)) * (random() < augmentation.mirror ? -1 : 1);
  const scaleY = scale * (1 + symmetric(random, augmentation.aspect));
  const box = sourceSize / boxScale;
  const centreX = sourceSize / 2 + symmetric(random, augmentation.shift) * box - 0.5;
  const centreY = sourceSize / 2 + symmetric(random, augmentation.shift) * box - 0.5;
  // One output pixel to the right moves by (rightX, rightY) in the crop, one down by (downX, downY).
  const rightX = (Math.cos(angle) * box * scaleX) / size;
  const rightY = (Math.sin(angle) * box * scaleX) / size;
  const downX = (-Math.sin(angle) * box * scaleY) / size;
  const downY = (Math.cos(angle) * box * scaleY) / size;
  const limit = sourceSize - 1 - 1e-6;
  const stride = sourceSize * 3;
  const middle = size / 2 - 0.5;
  let index = offset;
  for (let v = 0; v < size; v++) {
    const startX = centreX - middle * rightX + (v - middle) * downX;
    const startY = centreY - middle * rightY + (v - middle) * downY;
    const endX = startX + (size - 1) * rightX;
    const endY = startY + (size - 1) * rightY;
    const outside =
      startX < 0 ||
      startX > limit ||
      startY < 0 ||
      startY > limit ||
      endX < 0 ||
      endX > limit ||
      endY < 0 ||
      endY > limit;
    for (let u = 0; u < size; u++) {
      let x = startX + u * rightX;
      let y = startY + u * rightY;
      if (outside) {
        // Just below the last pixel at most, so that a right and a lower neighbour exist.
        x = Math.min(Math.max(x, 0), limit);
        y = Math.min(Math.max(y, 0), limit);
      }
      const x0 = x | 0;
      const y0 = y | 0;
      const fx = x - x0;
      const fy = (y - y0) / 255;
      const gy = 1 / 255 - fy;
      const w01 = fx * gy;
      const w00 = gy - w01;
      const w11 = fx * fy;
      const w10 = fy - w11;
      const p = y0 * stride + x0 * 3;
      const q = p + stride;
      out[index] = data[p]! * w00 + data[p + 3]! * w01 + data[q]! * w10 + data[q + 3]! * w11;
      out[index + 1] = data[p + 1]! * w00 + data[p + 4]! * w01 + data[q + 1]! * w10 + data[q + 4]! * w11;
      out[index + 2] = data[p + 2]! * w00 + data[p + 5]! * w01 + data[q + 2]! * w10 + data[q + 5]! * w11;
      index += 3;
    }
  }
}
