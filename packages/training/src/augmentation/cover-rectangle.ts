import type { Random } from "@fagr/core/sampling";
import { type Pixels, symmetric } from "./pixels";

/** Covers 2 to 20 % of the area by a rectangle of one colour (random erasing, Zhong et al. 2020): hands, hair, masks, edges. */
export function coverRectangle({ out, offset, size }: Pixels, random: Random): void {
  const area = (0.02 + 0.18 * random()) * size * size;
  const aspect = Math.exp(symmetric(random, Math.log(3)));
  const width = Math.min(size, Math.max(1, Math.round(Math.sqrt(area * aspect))));
  const height = Math.min(size, Math.max(1, Math.round(Math.sqrt(area / aspect))));
  const left = Math.floor(random() * (size - width + 1));
  const top = Math.floor(random() * (size - height + 1));
  const [red, green, blue] = [random(), random(), random()];
  for (let y = top; y < top + height; y++) {
    const start = offset + (y * size + left) * 3;
    for (let index = start; index < start + width * 3; index += 3) {
      out[index] = red;
      out[index + 1] = green;
      out[index + 2] = blue;
    }
  }
}
