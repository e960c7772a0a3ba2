import type { FaceSample } from "../samples/face-sample";

/** How the labels of a batch become the targets of its losses. */
export interface TargetOptions {
  readonly ageRange: readonly [minimum: number, maximum: number];
  /** Standard deviation in years of the Gaussian around the label (label distribution learning); 0 is one class alone. */
  readonly ageDeviation: number;
  /** Share of the gender target that is spread over both classes, 0..1. */
  readonly genderSmoothing: number;
}

/** Targets of a batch. A missing label has weight 0 and takes no part in its loss. */
export interface Targets {
  /** `[N, classes]`, each row sums to 1. */
  readonly ages: Float32Array;
  /** `[N]` years above the lowest age. */
  readonly years: Float32Array;
  /** `[N]` 0 or 1. */
  readonly ageWeights: Float32Array;
  /** `[N, 2]` female, male; each row sums to 1. */
  readonly genders: Float32Array;
  /** `[N]` 0 or 1. */
  readonly genderWeights: Float32Array;
}

/** Whether a label falls into the classes. */
export function hasAge({ age }: Pick<FaceSample, "age">, [minimum, maximum]: readonly [number, number]): boolean {
  return age !== null && age >= minimum && age <= maximum;
}

/** Makes the targets of a batch. */
export function makeTargets(
  samples: readonly Pick<FaceSample, "age" | "gender">[],
  { ageRange, ageDeviation, genderSmoothing }: TargetOptions,
): Targets {
  const count = samples.length;
  const [minimum, maximum] = ageRange;
  const classes = maximum - minimum + 1;
  const targets: Targets = {
    ages: new Float32Array(count * classes),
    years: new Float32Array(count),
    ageWeights: new Float32Array(count),
    genders: new Float32Array(count * 2),
    genderWeights: new Float32Array(count),
  };
  for (const [index, sample] of samples.entries()) {
    const row = targets.ages.subarray(index * classes, (index + 1) * classes);
    if (hasAge(sample, ageRange)) {
      targets.ageWeights[index] = 1;
      targets.years[index] = sample.age! - minimum;
      fillDistribution(row, sample.age! - minimum, ageDeviation);
    } else row.fill(1 / classes);
    const smoothing = sample.gender === null ? 1 : genderSmoothing;
    targets.genderWeights[index] = sample.gender === null ? 0 : 1;
    targets.genders.fill(smoothing / 2, index * 2, index * 2 + 2);
    if (sample.gender !== null) targets.genders[index * 2 + sample.gender]! += 1 - smoothing;
  }
  return targets;
}

function fillDistribution(row: Float32Array, centre: number, deviation: number): void {
  if (deviation === 0) {
    row[Math.round(centre)] = 1;
    return;
  }
  let sum = 0;
  for (let index = 0; index < row.length; index++) {
    row[index] = Math.exp(-((index - centre) ** 2) / (2 * deviation ** 2));
    sum += row[index]!;
  }
  for (let index = 0; index < row.length; index++) row[index]! /= sum;
}
