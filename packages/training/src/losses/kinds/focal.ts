import * as v from "valibot";
import { notNegative, share } from "../../recipe/field-schemas";
import { focalLossSum } from "../distribution-losses";
import { defineLoss, weight } from "../loss-kind";
import type { CrossEntropyLoss } from "./cross-entropy";

/** Focal loss (Lin et al. 2017): cross-entropy that cares less about what is already right. */
export interface FocalLoss {
  readonly kind: "focal";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Exponent of the factor (1 - p)^gamma; 0 is cross-entropy. Default 2, the paper's. */
  readonly gamma?: number;
  /** See {@link CrossEntropyLoss.smoothing}. Default 0. */
  readonly smoothing?: number;
}

export const focal = defineLoss(
  v.strictObject({
    kind: v.literal("focal"),
    weight,
    gamma: v.optional(notNegative, 2),
    smoothing: v.optional(share, 0),
  }),
  ({ task, logits, classes }, { gamma, weight }) => [[task, focalLossSum(logits, { ...classes, gamma }), weight]],
);
