import type { Random } from "@fagr/core/sampling";

/** A square picture inside a larger array: `[size, size, 3]` RGB 0..1 from `offset` on. */
export interface Pixels {
  readonly out: Float32Array;
  readonly offset: number;
  readonly size: number;
}

/** A number drawn evenly from -amount to amount. */
export const symmetric = (random: Random, amount: number): number => (2 * random() - 1) * amount;

/** A number drawn evenly from a range. */
export const between = (random: Random, [low, high]: readonly [number, number]): number =>
  low + (high - low) * random();

let scratch = new Float32Array(0);

/** Memory of at least that many floats, the same for every call: augmentation must not feed the garbage collector. */
export function scratchOf(length: number): Float32Array {
  if (scratch.length < length) scratch = new Float32Array(length);
  return scratch;
}
