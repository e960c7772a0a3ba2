/** A point of a curve; null where there is no value. */
export type CurvePoint = readonly [x: number, y: number | null];

/**
 * Smooths a noisy curve: an exponential moving average that forgets at the same pace everywhere and starts without the
 * pull of an empty past (Adam's bias correction).
 *
 * @param weight - Share of the past that is kept from point to point, 0..1; 0 gives the points back.
 */
export function smooth(points: readonly CurvePoint[], weight: number): CurvePoint[] {
  let sum = 0;
  let total = 0;
  return points.map(([x, y]) => {
    if (y === null) return [x, null];
    sum = weight * sum + (1 - weight) * y;
    total = weight * total + (1 - weight);
    return [x, sum / total];
  });
}

/** At most so many points, each the mean of its neighbours: a curve of a million steps is no sharper than its pixels. */
export function thinOut(points: readonly CurvePoint[], most: number): CurvePoint[] {
  const known = points.filter((point): point is readonly [number, number] => point[1] !== null);
  const size = Math.ceil(known.length / most);
  if (size <= 1) return known;
  return Array.from({ length: Math.ceil(known.length / size) }, (_, index) => {
    const group = known.slice(index * size, (index + 1) * size);
    const mean = (part: 0 | 1) => group.reduce((sum, point) => sum + point[part], 0) / group.length;
    return [mean(0), mean(1)];
  });
}
