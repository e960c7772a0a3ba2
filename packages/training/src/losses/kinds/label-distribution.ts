import * as v from "valibot";
import { notNegative } from "../../recipe/field-schemas";
import { crossEntropySum } from "../distribution-losses";
import { expectationLossSum } from "../expectation-losses";
import { type AgeLossInput, defineLoss, weight } from "../loss-kind";

/**
 * Label distribution learning (Gao et al. 2018, "DLDL-v2"): the target is a Gaussian around the age, and the expectation,
 * which is what a prediction reports, is trained as well.
 */
export interface LabelDistributionLoss {
  readonly kind: "labelDistribution";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Standard deviation of the Gaussian, years. Default 2. */
  readonly deviation?: number;
  /** Factor of the L1 error of the expectation beside the distribution's cross-entropy. Default 1, the paper's. */
  readonly expectation?: number;
  /** Years below which that L1 error is quadratic (Huber), so that it calms down near the label. Default 0: plain L1. */
  readonly quadraticBelow?: number;
}

export const labelDistribution = defineLoss(
  v.strictObject({
    kind: v.literal("labelDistribution"),
    weight,
    deviation: v.optional(notNegative, 2),
    expectation: v.optional(notNegative, 1),
    quadraticBelow: v.optional(notNegative, 0),
  }),
  ({ task, logits, classes, years }: AgeLossInput, { weight, expectation, quadraticBelow }) => [
    [task, crossEntropySum(logits, classes), weight],
    ["expectation", expectationLossSum(logits, { ...years, quadraticBelow }), weight * expectation],
  ],
);
