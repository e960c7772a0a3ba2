import * as v from "valibot";
import { notNegative, share } from "../../recipe/field-schemas";
import type { Given } from "../../recipe/with-defaults";
import { focalLossSum } from "../distribution-losses";
import { defineLoss, weight } from "../loss-kind";

export const focal = defineLoss(
  v.strictObject({
    kind: v.literal("focal"),
    /** Factor of this task in the total. Default 1. */
    weight,
    /** Exponent of the factor (1 - p)^gamma; 0 is cross-entropy. Default 2, the paper's. */
    gamma: v.optional(notNegative, 2),
    /** Label smoothing: the share of the target that is spread over all classes, 0..1. Default 0. */
    smoothing: v.optional(share, 0),
  }),
  ({ task, logits, classes }, { gamma, weight }) => [[task, focalLossSum(logits, { ...classes, gamma }), weight]],
);

/** Focal loss (Lin et al. 2017): cross-entropy with less weight on faces that are already right. */
export interface FocalLoss extends Given<typeof focal.schema> {}
