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
 * The central interval that holds a probability: as much lies below it as above it. A class of a whole year a covers
 * a - 0.5 to a + 0.5, its probability evenly spread, and the answer is kept within the classes' ages.
 */
export function ageInterval(
  probabilities: ArrayLike<number>,
  minimumAge: number,
  probability: number,
): [lowest: number, highest: number] {
  const tail = (1 - probability) / 2;
  const maximumAge = minimumAge + probabilities.length - 1;
  const clamp = (age: number) => Math.min(Math.max(age, minimumAge), maximumAge);
  return [clamp(quantileAge(probabilities, minimumAge, tail)), clamp(quantileAge(probabilities, minimumAge, 1 - tail))];
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
 * The temperature for the distribution of a face with this expected age: doubt may be too small at some answers and too large
 * at others, so it grows or falls evenly, on a logarithmic scale, from the youngest answer to the oldest.
 */
export function ageTemperatureAt(
  age: number,
  { labels, calibration }: { labels: Pick<Labels, "age">; calibration: AgeTemperature },
): number {
  const { minimum, maximum } = labels.age;
  const { ageTemperature, ageTemperatureSlope = 0 } = calibration;
  return ageTemperature * Math.exp(ageTemperatureSlope * ((age - minimum) / (maximum - minimum) - 0.5));
}

type AgeTemperature = Pick<Calibration, "ageTemperature" | "ageTemperatureSlope">;
