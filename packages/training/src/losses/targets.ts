import type { FaceSample } from "@fagr/data";
import type { AttributeLabels } from "../attributes/attribute-class";
import { type AttributeTargets, makeAttributeTargets } from "../attributes/attribute-targets";
import { withDefaults } from "../recipe/with-defaults";
import { type AgeLoss, type AttributeLoss, ageLossSchema, type GenderLoss, type LossOptions } from "./loss-kinds";
import { excludedOffset, type SourceOffsets } from "./source-offsets";

/** How the labels of a batch become the targets of its losses. */
export interface TargetOptions {
  /** Lowest and highest age of the network's classes, years. */
  readonly ageRange: readonly [minimum: number, maximum: number];
  /** Decides the shape of the targets: a Gaussian, smoothed or one class alone. */
  readonly loss: LossOptions;
  /** What is added to the age logits, by data set; without it nothing is. */
  readonly offsets?: SourceOffsets | undefined;
  /** Labels of further heads, by attribute. */
  readonly attributes?: AttributeLabels | undefined;
}

/** Targets of a batch. A missing label has weight 0 and takes no part in its loss. */
export interface Targets {
  /** `[N, classes]`, each row sums to 1. */
  readonly ages: Float32Array;
  /** `[N]` 0 or 1: whether the row of `ages` comes from a label. */
  readonly ageWeights: Float32Array;
  /** `[N]` 0 or 1: whether the row of `ages` is a band of equal shares, whose likelihood is the loss. */
  readonly bands: Float32Array;
  /** `[N, classes]` added to the logits in training. */
  readonly ageOffsets?: Float32Array;
  /** `[N]` years above the lowest age. */
  readonly years: Float32Array;
  /** `[N]` 0 or 1: whether the exact year is known, which losses of the expectation need; 0 for age bands. */
  readonly yearWeights: Float32Array;
  /** `[N, 2]` female, male; each row sums to 1. */
  readonly genders: Float32Array;
  /** `[N]` 0 or 1. */
  readonly genderWeights: Float32Array;
  /** Of further heads, by attribute. */
  readonly attributes?: Readonly<Record<string, AttributeTargets>>;
}

type AgeLabel = Pick<FaceSample, "age" | "ageBand">;

/** Whether a sample takes part in the age loss: its age, or a year of its age band, falls into the classes. */
export function hasAge({ age, ageBand }: AgeLabel, [minimum, maximum]: readonly [number, number]): boolean {
  if (age !== null) return age >= minimum && age <= maximum;
  return ageBand !== undefined && Math.max(ageBand[0], minimum) <= Math.min(ageBand[1], maximum);
}

/**
 * Makes the targets of a batch. An age becomes what the age loss asks for. An age band becomes equal shares for every year
 * of it that is a class, marked as a band, and says nothing about the expectation. Where offsets exclude ages, targets keep to the others.
 *
 * @example
 * ```ts
 * const { ages } = makeTargets(samples, { ageRange: [18, 65], loss: documentLoss });
 * ```
 */
export function makeTargets(
  samples: readonly (AgeLabel & Pick<FaceSample, "gender" | "attributes"> & { readonly source?: string })[],
  { ageRange, loss, offsets, attributes }: TargetOptions,
): Targets {
  const count = samples.length;
  const [minimum, maximum] = ageRange;
  const classes = maximum - minimum + 1;
  const genderSmoothing = smoothingOf(loss.gender);
  const targets: Targets = {
    ages: new Float32Array(count * classes).fill(1 / classes),
    ageWeights: new Float32Array(count),
    bands: new Float32Array(count),
    ...(offsets ? { ageOffsets: new Float32Array(count * classes) } : {}),
    years: new Float32Array(count),
    yearWeights: new Float32Array(count),
    genders: new Float32Array(count * 2),
    genderWeights: new Float32Array(count),
    ...(attributes
      ? {
          attributes: makeAttributeTargets(samples, {
            attributes,
            smoothing: (name) => smoothingOf(loss.attributes?.[name] ?? null),
          }),
        }
      : {}),
  };
  for (const [index, sample] of samples.entries()) {
    if (hasAge(sample, ageRange)) {
      const row = targets.ages.subarray(index * classes, (index + 1) * classes);
      targets.ageWeights[index] = 1;
      if (sample.age === null) {
        targets.bands[index] = 1;
        fillBand(row, sample.ageBand!, minimum);
      } else {
        targets.years[index] = sample.age - minimum;
        targets.yearWeights[index] = 1;
        fillAge(row, sample.age - minimum, loss);
      }
      const own = sample.source === undefined ? undefined : offsets?.[sample.source];
      if (own) {
        targets.ageOffsets!.set(own, index * classes);
        if (!keepToCovered(row, own)) targets.ageWeights[index] = targets.yearWeights[index] = 0;
      }
    }
    const smoothing = sample.gender === null ? 1 : genderSmoothing;
    targets.genderWeights[index] = sample.gender === null ? 0 : 1;
    targets.genders.fill(smoothing / 2, index * 2, index * 2 + 2);
    if (sample.gender !== null) targets.genders[index * 2 + sample.gender]! += 1 - smoothing;
  }
  return targets;
}

function smoothingOf(loss: AgeLoss | GenderLoss | AttributeLoss | null): number {
  return loss?.kind === "crossEntropy" || loss?.kind === "focal" ? withDefaults(ageLossSchema, loss).smoothing : 0;
}

function fillAge(row: Float32Array, centre: number, { age: loss }: LossOptions): void {
  const deviation = loss?.kind === "labelDistribution" ? withDefaults(ageLossSchema, loss).deviation : 0;
  if (deviation > 0) {
    let sum = 0;
    for (let index = 0; index < row.length; index++) {
      row[index] = Math.exp(-((index - centre) ** 2) / (2 * deviation ** 2));
      sum += row[index]!;
    }
    for (let index = 0; index < row.length; index++) row[index]! /= sum;
  } else {
    const smoothing = smoothingOf(loss);
    row.fill(smoothing / row.length);
    row[Math.round(centre)]! += 1 - smoothing;
  }
}

/** Takes shares from excluded ages; false if nothing is left. */
function keepToCovered(row: Float32Array, offsets: Float32Array): boolean {
  let sum = 0;
  for (let index = 0; index < row.length; index++) {
    if (offsets[index]! <= excludedOffset) row[index] = 0;
    sum += row[index]!;
  }
  if (sum < 1e-3) return false;
  for (let index = 0; index < row.length; index++) row[index]! /= sum;
  return true;
}

function fillBand(row: Float32Array, [lowest, highest]: readonly [number, number], minimum: number): void {
  const first = Math.max(Math.ceil(lowest - minimum), 0);
  const last = Math.min(Math.floor(highest - minimum), row.length - 1);
  row.fill(0);
  row.fill(1 / (last - first + 1), first, last + 1);
}
