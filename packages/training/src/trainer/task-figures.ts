import { argmaxAge, expectedAge } from "@fagr/core/network";
import type { FaceSample } from "@fagr/data";
import type { AttributeLabels } from "../attributes/attribute-class";
import {
  type AttributeFigures,
  type AttributeSums,
  addAttributes,
  sumAttributes,
  toAttributeFigures,
} from "../attributes/attribute-figures";
import type { LossOptions } from "../losses/loss-kinds";
import { hasAge } from "../losses/targets";

/** How well faces were recognised; null where no face had that label. The same figures for training and for validation. */
export interface TaskFigures {
  /** Mean of -log(probability of the labelled year): the document's age loss, whatever loss a recipe trains with. */
  readonly ageLoss: number | null;
  /** Share of the faces whose most probable year is the labelled one, 0..1. */
  readonly ageAccuracy: number | null;
  /** Mean absolute error of the expectation, years, over the ages of the architecture. */
  readonly ageError: number | null;
  /** Mean of -log(probability of the labelled gender). */
  readonly genderLoss: number | null;
  /** Share of the faces whose gender was recognised, 0..1. */
  readonly genderAccuracy: number | null;
  /** Further attributes, by name, where the network has any. */
  readonly attributes?: Readonly<Record<string, AttributeFigures>>;
}

/** Sums over faces, which add up over the parts of a batch. */
export interface FigureSums {
  readonly ageCount: number;
  readonly ageLoss: number;
  readonly ageHits: number;
  readonly ageError: number;
  readonly genderCount: number;
  readonly genderLoss: number;
  readonly genderHits: number;
  readonly attributes?: AttributeSums;
}

/** Probabilities of some faces: age `[N, classes]`, gender `[N, 2]` (female, male) and attributes `[N, labels]`, row by row. */
export interface Probabilities {
  readonly age: Float32Array;
  readonly gender: Float32Array;
  readonly attributes: Readonly<Record<string, Float32Array>>;
}

/** The smallest probability that a logarithm is taken of, so that one sure mistake gives no infinite loss. */
const tiny = 1e-7;

/** What probabilities are compared with. */
export interface FigureOptions {
  /** In the order of the rows. */
  readonly samples: readonly Pick<FaceSample, "age" | "gender" | "attributes">[];
  readonly ageRange: readonly [minimum: number, maximum: number];
  /** A task without a loss is not trained, and what its head says means nothing: its figures stay empty. */
  readonly loss: LossOptions;
  /** Labels of further heads. */
  readonly attributes?: AttributeLabels | undefined;
}

/** Compares probabilities with labels. */
export function sumFigures(
  { age, gender, attributes: told }: Probabilities,
  { samples, ageRange, loss, attributes }: FigureOptions,
): FigureSums {
  const [minimum, maximum] = ageRange;
  const classes = maximum - minimum + 1;
  const sums = { ageCount: 0, ageLoss: 0, ageHits: 0, ageError: 0, genderCount: 0, genderLoss: 0, genderHits: 0 };
  for (const [row, sample] of samples.entries()) {
    if (loss.age && sample.age !== null && hasAge(sample, ageRange)) {
      const distribution = age.subarray(row * classes, (row + 1) * classes);
      sums.ageCount++;
      sums.ageLoss -= Math.log(Math.max(distribution[Math.round(sample.age) - minimum]!, tiny));
      if (argmaxAge(distribution, minimum) === Math.round(sample.age)) sums.ageHits++;
      sums.ageError += Math.abs(expectedAge(distribution, minimum) - sample.age);
    }
    if (loss.gender && sample.gender !== null) {
      const probability = gender[row * 2 + sample.gender]!;
      sums.genderCount++;
      sums.genderLoss -= Math.log(Math.max(probability, tiny));
      if (probability > 0.5) sums.genderHits++;
    }
  }
  return attributes && Object.keys(attributes).length > 0
    ? { ...sums, attributes: sumAttributes(told, samples, attributes) }
    : sums;
}

/** Adds sums up. */
export function addFigures(parts: readonly FigureSums[]): FigureSums {
  const total = (key: Exclude<keyof FigureSums, "attributes">) => parts.reduce((sum, part) => sum + part[key], 0);
  const attributes = addAttributes(parts.map((part) => part.attributes ?? {}));
  return {
    ageCount: total("ageCount"),
    ageLoss: total("ageLoss"),
    ageHits: total("ageHits"),
    ageError: total("ageError"),
    genderCount: total("genderCount"),
    genderLoss: total("genderLoss"),
    genderHits: total("genderHits"),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

/** Means of the sums. */
export function toFigures(sums: FigureSums): TaskFigures {
  const mean = (sum: number, count: number) => (count > 0 ? sum / count : null);
  return {
    ageLoss: mean(sums.ageLoss, sums.ageCount),
    ageAccuracy: mean(sums.ageHits, sums.ageCount),
    ageError: mean(sums.ageError, sums.ageCount),
    genderLoss: mean(sums.genderLoss, sums.genderCount),
    genderAccuracy: mean(sums.genderHits, sums.genderCount),
    ...(sums.attributes ? { attributes: toAttributeFigures(sums.attributes) } : {}),
  };
}
