import * as v from "valibot";
import { notNegative } from "../../recipe/field-schemas";
import type { Given } from "../../recipe/with-defaults";
import { crossEntropySum } from "../distribution-losses";
import { expectationLossSum } from "../expectation-losses";
import { type AgeLossInput, defineLoss, weight } from "../loss-kind";

export const labelDistribution = defineLoss(
  v.strictObject({
    kind: v.literal("labelDistribution"),
    /** Factor of this task in the total. Default 1. */
    weight,
    /** Standard deviation of the Gaussian, years. Default 2. */
    deviation: v.optional(notNegative, 2),
    /** Factor of the L1 error of the expectation beside the distribution's cross-entropy. Default 1, the paper's. */
    expectation: v.optional(notNegative, 1),
    /** Years below which that L1 error is quadratic (Huber), so that it calms down near the label. Default 0: plain L1. */
    quadraticBelow: v.optional(notNegative, 0),
  }),
  ({ task, logits, classes, years }: AgeLossInput, { weight, expectation, quadraticBelow }) => [
    [task, crossEntropySum(logits, classes), weight],
    ["expectation", expectationLossSum(logits, { ...years, quadraticBelow }), weight * expectation],
  ],
);

/**
 * Label distribution learning (Gao et al. 2018, "DLDL-v2"): the target is a Gaussian around the age, and the expectation,
 * which is what a prediction reports, is trained as well.
 */
export interface LabelDistributionLoss extends Given<typeof labelDistribution.schema> {}
