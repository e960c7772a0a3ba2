import type { Pixels } from "./pixels";

/**
 * Turns the hue and scales the saturation of every pixel in HSV, like TensorFlow's adjust_hue and adjust_saturation: the
 * largest channel stays what it is, and no channel falls below 0.
 *
 * @param options - `turn`: turns of the colour circle, -1..1; `saturation`: factor, 0 or more.
 */
export function turnColours(
  { out, offset, size }: Pixels,
  { turn, saturation }: { turn: number; saturation: number },
): void {
  const end = offset + size * size * 3;
  const sextants = (turn - Math.floor(turn)) * 6;
  for (let index = offset; index < end; index += 3) {
    const r = out[index]!;
    const g = out[index + 1]!;
    const b = out[index + 2]!;
    const high = Math.max(r, g, b);
    const range = high - Math.min(r, g, b);
    if (range === 0) continue;
    let hue = sextants + (high === r ? (g - b) / range : high === g ? 2 + (b - r) / range : 4 + (r - g) / range);
    if (hue >= 6) hue -= 6;
    else if (hue < 0) hue += 6;
    const newRange = Math.min(range * saturation, high);
    const newLow = high - newRange;
    const sextant = hue | 0;
    // Between two corners of the colour circle one channel rises (even sextants) or falls (odd ones).
    const fraction = hue - sextant;
    const middle = newLow + newRange * ((sextant & 1) === 0 ? fraction : 1 - fraction);
    let red = high;
    let green = newLow;
    let blue = newLow;
    if (sextant === 0) green = middle;
    else if (sextant === 5) blue = middle;
    else {
      red = sextant === 1 || sextant === 4 ? middle : newLow;
      green = sextant < 3 ? high : sextant === 3 ? middle : newLow;
      blue = sextant > 2 ? high : sextant === 2 ? middle : newLow;
    }
    out[index] = red;
    out[index + 1] = green;
    out[index + 2] = blue;
  }
}
