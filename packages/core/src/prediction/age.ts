import type { Calibration } from "../weights/calibration";
import type { Labels } from "../weights/manifest";

/** The expectation of an age distribution in years: the document's reported age. */
export function expectedAge(probabilities: ArrayLike<number>, minimumAge: number): number {
  let expectation = 0;
  for (let index = 0; index < probabilities.length; index++) expectation += index * probabilities[index]!;
  return minimumAge + expectation;
}

/** The most probable age class in years. */
export function argmaxAge(probabilities: ArrayLike<number>, minimumAge: number): number {
  let best = 0;
  for (let index = 1; index < probabilities.length; index++)
    if (probabilities[index]! > probabilities[best]!) best = index;
  return minimumAge + best;
}

/**
 * The central interval with a given probability: as much lies below it as above it. The class of age a covers a - 0.5 to a + 0.5
 * with uniform probability; the interval stays within the ages of the classes.
 *
 * @param reach - Multiplies the distance from the expected age to the upper end, see {@link ageReachAt}.
 */
export function ageInterval(
  probabilities: ArrayLike<number>,
  minimumAge: number,
  probability: number,
  reach = 1,
): [lowest: number, highest: number] {
  const tail = (1 - probability) / 2;
  const maximumAge = minimumAge + probabilities.length - 1;
  const clamp = (age: number) => Math.min(Math.max(age, minimumAge), maximumAge);
  const highest = quantileAge(probabilities, minimumAge, 1 - tail);
  const above = reach === 1 ? 0 : Math.max(highest - expectedAge(probabilities, minimumAge), 0) * (reach - 1);
  return [clamp(quantileAge(probabilities, minimumAge, tail)), clamp(highest + above)];
}

function quantileAge(probabilities: ArrayLike<number>, minimumAge: number, quantile: number): number {
  let below = 0;
  for (let index = 0; index < probabilities.length; index++) {
    const here = probabilities[index]!;
    if (below + here >= quantile && here > 0) return minimumAge + index - 0.5 + (quantile - below) / here;
    below += here;
  }
  return minimumAge + probabilities.length - 0.5;
}

/** Raises probabilities to 1/T and normalises them: T > 1 makes a distribution wider, T < 1 narrower (Guo et al. 2017). */
export function applyTemperature(probabilities: Float32Array, temperature: number): Float32Array {
  if (temperature === 1) return probabilities;
  const powered = probabilities.map((probability) => probability ** (1 / temperature));
  const sum = powered.reduce((total, value) => total + value, 0);
  return powered.map((value) => value / sum);
}

/**
 * The temperature for the distribution of a face with this expected age: uncertainty may be too small for some answers and too
 * large for others, so its logarithm changes linearly from the youngest answer to the oldest.
 */
export function ageTemperatureAt(
  age: number,
  { labels, calibration }: { labels: Pick<Labels, "age">; calibration: AgeTemperature },
): number {
  const { ageTemperature, ageTemperatureSlope = 0 } = calibration;
  return ageTemperature * Math.exp(ageTemperatureSlope * placeOf(age, labels));
}

type AgeTemperature = Pick<Calibration, "ageTemperature" | "ageTemperatureSlope">;

/** How far above a face's expected age its interval reaches, as a multiple, 1 or more, of what the distribution says: {@link ageInterval} takes it. */
export function ageReachAt(
  age: number,
  { labels, calibration }: { labels: Pick<Labels, "age">; calibration?: Pick<Calibration, "ageReach"> | undefined },
): number {
  const { above, slope } = calibration?.ageReach ?? { above: 1, slope: 0 };
  return Math.max(above * Math.exp(slope * placeOf(age, labels)), 1);
}

/** Where an age lies between the youngest class, -0.5, and the oldest, 0.5. */
function placeOf(age: number, { age: { minimum, maximum } }: Pick<Labels, "age">): number {
  return (age - minimum) / (maximum - minimum) - 0.5;
}
