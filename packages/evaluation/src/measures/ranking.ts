/** Scores of cases to distinguish: high for those to be found. */
export interface RankedScores {
  /** Scores of the cases that are to be found. */
  readonly positives: readonly number[];
  /** Scores of the others. */
  readonly negatives: readonly number[];
}

/** Area under the ROC curve: how often a positive has the higher score of a pair, ties counting half (Mann-Whitney). */
export function areaUnderCurve({ positives, negatives }: RankedScores): number {
  const sorted = Float64Array.from(negatives).sort();
  let pairs = 0;
  for (const score of positives) pairs += (countBelow(sorted, score) + countUpTo(sorted, score)) / 2;
  return pairs / (positives.length * negatives.length);
}

/** Share of the positives above the threshold that at most the given share of the negatives exceeds. */
export function hitRate({ positives, negatives }: RankedScores, falseAlarms: number): number {
  const sorted = Float64Array.from(negatives).sort();
  const threshold = sorted[sorted.length - 1 - Math.floor(falseAlarms * sorted.length)] ?? Number.NEGATIVE_INFINITY;
  return positives.filter((score) => score > threshold).length / positives.length;
}

const countBelow = (sorted: Float64Array, value: number) => firstIndex(sorted, (other) => other >= value);
const countUpTo = (sorted: Float64Array, value: number) => firstIndex(sorted, (other) => other > value);

/** By halving: the test must be false up to some index and true from there on. */
function firstIndex(sorted: Float64Array, test: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
