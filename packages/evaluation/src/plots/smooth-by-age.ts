import type { AgePoint } from "../measures/face-measurement";

/** The error around an age, and how far from the truth it may be. */
export interface SmoothedError {
  readonly age: number;
  /** Mean absolute error, years; null where too few faces are near. */
  readonly mae: number | null;
  /** Standard error of that mean, years. */
  readonly deviation: number | null;
}

/** With fewer faces near an age, its error is made of next to nothing. */
export const fewestFaces = 5;

/**
 * The mean error around each age: faces weigh the less the further their age is away, as a Gaussian says (a kernel smoother;
 * Nadaraya and Watson 1964), each face the same. Ages at the edge of a gap look into what there is, not beyond it.
 *
 * @param width - Standard deviation of the Gaussian, years; 0 looks at each age alone.
 */
export function smoothByAge(points: readonly AgePoint[], width: number): SmoothedError[] {
  return points.map(({ age }, index) => {
    // Between two ages with faces a curve may go on; beyond the last one it would be made up.
    const isBetween = (points[index - 1]?.count ?? 0) > 0 && (points[index + 1]?.count ?? 0) > 0;
    if (points[index]!.count === 0 && !isBetween) return { age, mae: null, deviation: null };
    let [faces, facesSquared, sum, squares] = [0, 0, 0, 0];
    for (const { age: near, count, mae, deviation } of points) {
      if (mae === null) continue;
      const weight = near === age ? 1 : width > 0 ? Math.exp(-0.5 * ((near - age) / width) ** 2) : 0;
      faces += weight * count;
      facesSquared += weight ** 2 * count;
      sum += weight * count * mae;
      squares += weight * (count * mae ** 2 + (count - 1) * (deviation ?? 0) ** 2);
    }
    if (faces < fewestFaces) return { age, mae: null, deviation: null };
    const mae = sum / faces;
    const variance = Math.max(0, squares / faces - mae ** 2);
    return { age, mae, deviation: Math.sqrt(variance * facesSquared) / faces };
  });
}
