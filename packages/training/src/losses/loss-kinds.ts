import * as v from "valibot";
import { text } from "../recipe/field-schemas";
import { type ArcFaceLoss, arcFace } from "./kinds/arc-face";
import { type CrossEntropyLoss, crossEntropy } from "./kinds/cross-entropy";
import { type FocalLoss, focal } from "./kinds/focal";
import { type LabelDistributionLoss, labelDistribution } from "./kinds/label-distribution";
import { type MeanVarianceLoss, meanVariance } from "./kinds/mean-variance";
import { type ModuleLoss, module } from "./kinds/module";
import { type OrdinalLoss, ordinal } from "./kinds/ordinal";

// All losses that a recipe can name. Each file in kinds/ says of one what its options mean, their limits and defaults, and its terms.

/** What can train the age head. */
export type AgeLoss =
  | CrossEntropyLoss
  | FocalLoss
  | LabelDistributionLoss
  | MeanVarianceLoss
  | OrdinalLoss
  | ModuleLoss;

/** What can train the gender head. */
export type GenderLoss = CrossEntropyLoss | FocalLoss | ArcFaceLoss | ModuleLoss;

/** What can train the head of a further attribute. */
export type AttributeLoss = CrossEntropyLoss | FocalLoss | ModuleLoss;

/**
 * The loss of each task; `null` leaves a task out, and its head unchanged.
 *
 * @example
 * ```ts
 * const loss: LossOptions = {
 *   age: { kind: "labelDistribution", deviation: 2, expectation: 0.25, quadraticBelow: 1 },
 *   gender: { kind: "crossEntropy", smoothing: 0.05, weight: 2 },
 * };
 * ```
 */
export interface LossOptions {
  readonly age: AgeLoss | null;
  readonly gender: GenderLoss | null;
  /** Of the architecture's further attributes, by name; those that are not named have cross-entropy. */
  readonly attributes?: Readonly<Record<string, AttributeLoss>>;
}

export const ageLosses = { crossEntropy, focal, labelDistribution, meanVariance, ordinal, module };
export const genderLosses = { crossEntropy, focal, arcFace, module };
export const attributeLosses = { crossEntropy, focal, module };

export const ageLossSchema = v.variant("kind", [
  crossEntropy.schema,
  focal.schema,
  labelDistribution.schema,
  meanVariance.schema,
  ordinal.schema,
  module.schema,
]);
export const genderLossSchema = v.variant("kind", [crossEntropy.schema, focal.schema, arcFace.schema, module.schema]);
export const attributeLossSchema = v.variant("kind", [crossEntropy.schema, focal.schema, module.schema]);
export const lossSchema = v.pipe(
  v.strictObject({
    age: v.nullable(ageLossSchema),
    gender: v.nullable(genderLossSchema),
    attributes: v.optional(v.record(text, attributeLossSchema, "losses by attribute")),
  }),
  v.check(
    ({ age, gender, attributes = {} }) => age !== null || gender !== null || Object.keys(attributes).length > 0,
    'a loss for "age", for "gender" or for both',
  ),
);
