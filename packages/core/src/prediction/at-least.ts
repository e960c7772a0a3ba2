import { InvalidArgumentError } from "../errors";
import type { Labels } from "../weights/manifest";
import type { OutsideAgeRange } from "./outside";

/**
 * Refuses an age for which the model has no answer: one outside its classes, and, without a calibration for younger faces, the
 * youngest class, since every face would be at least that old.
 *
 * @throws InvalidArgumentError.
 */
export function checkAtLeast(age: number, labels: Pick<Labels, "age">, calibration: { ageRange?: unknown } = {}): void {
  const lowest = labels.age.minimum + (calibration.ageRange ? 0 : 1);
  const { maximum } = labels.age;
  if (!Number.isInteger(age) || age < lowest || age > maximum)
    throw new InvalidArgumentError(
      `Expected probabilityAtLeast to be an age in whole years from ${lowest} to ${maximum}, which the model can tell apart; received ${age}.`,
    );
}

/**
 * How likely somebody has reached an age: the classes from that age on, and the probabilities outside the classes, if they are
 * known.
 *
 * @param distribution - Calibrated probability of every age from the lowest to the highest.
 */
export function probabilityAtLeast(
  age: number,
  distribution: ArrayLike<number>,
  { labels, outside }: { labels: Pick<Labels, "age">; outside?: OutsideAgeRange | undefined },
): number {
  let sum = 0;
  for (let index = age - labels.age.minimum; index < distribution.length; index++) sum += distribution[index]!;
  const { younger, older } = outside ?? { younger: 0, older: 0 };
  // Rounding of float32 must not make it more than certain.
  return Math.min(1, Math.max(0, 1 - younger - older) * sum + older);
}
