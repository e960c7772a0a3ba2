import type { RgbImage } from "@fagr/core";
import type { Thumbnail } from "../answers";

const side = 136;
/** Pixels of a square that are averaged along each side; more would not be seen. */
const samples = 3;

/** A small square from the middle of a picture that is decoded already, so that lists of photos need not decode them again. */
export function makeThumbnail({ width, height, data }: RgbImage): Thumbnail {
  const pixels = new Uint8ClampedArray(side * side * 4);
  const cut = Math.min(width, height);
  const [left, top] = [(width - cut) / 2, (height - cut) / 2];
  const step = cut / (side * samples);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      let [red, green, blue] = [0, 0, 0];
      for (let v = 0; v < samples; v++)
        for (let u = 0; u < samples; u++) {
          const column = Math.floor(left + (x * samples + u + 0.5) * step);
          const row = Math.floor(top + (y * samples + v + 0.5) * step);
          const index = (row * width + column) * 3;
          red += data[index]!;
          green += data[index + 1]!;
          blue += data[index + 2]!;
        }
      const count = samples ** 2;
      pixels.set([red / count, green / count, blue / count, 255], (y * side + x) * 4);
    }
  return { side, pixels };
}
