/** Random numbers that are the same in every run with the same seed. */
export interface Random {
  /** Evenly spread in [minimum, maximum). */
  uniform(minimum: number, maximum: number): number;
  /** Gaussian. */
  normal(mean: number, standardDeviation: number): number;
}

// Jest looks globals up slowly, and weights are drawn by the million.
const { cos, imul, log, PI, sqrt } = Math;

/** A generator started from a whole number (the mulberry32 algorithm). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform: (minimum, maximum) => minimum + next() * (maximum - minimum),
    normal: (mean, standardDeviation) => mean + standardDeviation * sqrt(-2 * log(1 - next())) * cos(2 * PI * next()),
  };
}
