import * as v from "valibot";
import { notNegative, positive } from "../../recipe/field-schemas";
import { arcFaceLossSum } from "../arc-face";
import { defineLoss, type GenderLossInput, weight } from "../loss-kind";

/**
 * ArcFace (Deng et al. 2019) on the gender classes: the angle between a face's features and its class's weights must be
 * smaller by a margin. For the pre-training stage; a later stage with cross-entropy makes the probabilities honest.
 */
export interface ArcFaceLoss {
  readonly kind: "arcFace";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Radians. Default 0.5, the paper's. */
  readonly margin?: number;
  /** Factor of the cosines before the softmax. Default 64, the paper's. */
  readonly scale?: number;
}

export const arcFace = defineLoss(
  v.strictObject({
    kind: v.literal("arcFace"),
    weight,
    margin: v.optional(notNegative, 0.5),
    scale: v.optional(positive, 64),
  }),
  ({ task, features, classes, centres }: GenderLossInput, { weight, margin, scale }) => [
    [task, arcFaceLossSum(features, { ...classes, centres, margin, scale }), weight],
  ],
);
