import type { Random } from "@fagr/core/sampling";
import type { Pixels } from "./pixels";

/** Standard deviation of the sum of four even numbers from 0 to 255. */
const sumDeviation = Math.sqrt((4 * (256 * 256 - 1)) / 12);

/**
 * Adds noise to every channel of every pixel by itself, cut to 0..1. A value is the sum of four random bytes, a bell curve
 * that ends at 3.5 standard deviations: one step of a xorshift generator (Marsaglia 2003), where a normal number proper takes
 * a logarithm, a root and a cosine.
 *
 * @param options - `deviation`: standard deviation, share of the full range; `random` gives the seed.
 */
export function addNoise(
  { out, offset, size }: Pixels,
  { deviation, random }: { deviation: number; random: Random },
): void {
  const end = offset + size * size * 3;
  const factor = deviation / sumDeviation;
  const centre = 2 * 255 * factor;
  let bits = (random() * 0xffffffff) | 1;
  for (let index = offset; index < end; index++) {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
    const value = out[index]! + sum * factor - centre;
    out[index] = Math.min(Math.max(value, 0), 1);
  }
}
