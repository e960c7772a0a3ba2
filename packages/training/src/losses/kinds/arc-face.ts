import * as v from "valibot";
import { notNegative, positive } from "../../recipe/field-schemas";
import type { Given } from "../../recipe/with-defaults";
import { arcFaceLossSum } from "../arc-face";
import { defineLoss, type GenderLossInput, weight } from "../loss-kind";

export const arcFace = defineLoss(
  v.strictObject({
    kind: v.literal("arcFace"),
    /** Factor of this task in the total. Default 1. */
    weight,
    /** Radians. Default 0.5, the paper's. */
    margin: v.optional(notNegative, 0.5),
    /** Factor of the cosines before the softmax. Default 64, the paper's. */
    scale: v.optional(positive, 64),
  }),
  ({ task, features, classes, centres }: GenderLossInput, { weight, margin, scale }) => [
    [task, arcFaceLossSum(features, { ...classes, centres, margin, scale }), weight],
  ],
);

/**
 * ArcFace (Deng et al. 2019) on the gender classes: the angle between a face's features and its class's weights must be smaller
 * by a margin. For the pre-training stage; a later stage with cross-entropy calibrates the probabilities.
 */
export interface ArcFaceLoss extends Given<typeof arcFace.schema> {}
