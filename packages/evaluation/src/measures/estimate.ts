/** A figure with its confidence interval. Plain data. */
export interface Estimate {
  /** Null if there is nothing to measure. */
  readonly value: number | null;
  /** Confidence interval; null where there is no value, a single face, or no bootstrap was asked for. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** A quantile with linear interpolation, as in numpy and R (type 7). `sorted` is not empty. */
function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}

/** The central part of the resampled values with the given confidence. Resamples without the figure are NaN. */
export function percentileInterval(
  resampled: Float64Array,
  confidence: number,
): readonly [low: number, high: number] | null {
  const known = resampled.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return null;
  const tail = (1 - confidence) / 2;
  return [quantile(known, tail), quantile(known, 1 - tail)];
}
