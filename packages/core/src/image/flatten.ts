import type { RgbImage } from "./rgb-image";

/**
 * Removes the alpha channel by putting the picture on white, as on a page or a sheet of paper.
 *
 * @param rgba - `[height, width, 4]` RGBA 0..255, not premultiplied.
 */
export function flattenOnWhite(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let source = 0, target = 0; target < data.length; source += 4, target += 3) {
    const alpha = rgba[source + 3]! / 255;
    const white = 255 * (1 - alpha) + 0.5;
    data[target] = rgba[source]! * alpha + white;
    data[target + 1] = rgba[source + 1]! * alpha + white;
    data[target + 2] = rgba[source + 2]! * alpha + white;
  }
  return { width, height, data };
}
