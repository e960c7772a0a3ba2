/**
 * Whole numbers that add up to a total and stand to each other as the weights do, as nearly as whole numbers can: at least 1 wherever
 * the weight is not 0. Where several are equally short of their share, those that get one more are spread over the list.
 *
 * @returns undefined if the total is smaller than the number of weights that are not 0, or there is none of these.
 */
export function apportion(weights: readonly number[], total: number): number[] | undefined {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const counts = weights.map((weight) => (weight > 0 ? 1 : 0) as number);
  let left = total - counts.filter((count) => count > 0).length;
  if (left < 0 || sum <= 0) return undefined;
  const order = weights.map((_, index) => spread(index));
  for (; left > 0; left--) {
    let best = -1;
    let bestLack = Number.NEGATIVE_INFINITY;
    for (const [index, weight] of weights.entries()) {
      if (weight === 0) continue;
      const lack = (weight * total) / sum - counts[index]!;
      const isBetter = lack > bestLack + 1e-9 || (lack > bestLack - 1e-9 && order[index]! < order[best]!);
      if (!isBetter) continue;
      best = index;
      bestLack = lack;
    }
    counts[best]!++;
  }
  return counts;
}

/** The bits of an index mirrored at the point (van der Corput): neighbours lie far apart. */
function spread(index: number): number {
  let mirrored = 0;
  for (let rest = index, unit = 0.5; rest > 0; rest >>= 1, unit /= 2) mirrored += (rest & 1) * unit;
  return mirrored;
}
