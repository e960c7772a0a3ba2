import * as v from "valibot";
import type { Given } from "../../recipe/with-defaults";
import { ordinalLossSum } from "../distribution-losses";
import { defineLoss, weight } from "../loss-kind";

export const ordinal = defineLoss(
  v.strictObject({
    kind: v.literal("ordinal"),
    /** Factor of this task in the total. Default 1. */
    weight,
  }),
  ({ task, logits, classes }, loss) => [[task, ordinalLossSum(logits, classes), loss.weight]],
);

/**
 * Ordinal regression after CORAL (Cao et al. 2020): one yes-or-no question for each age but the last, "older than this?",
 * each with its binary cross-entropy. The answers are the cumulative sums of the network's distribution, which makes them
 * consistent as in the paper and leaves the network, and so every backend, as it is.
 */
export interface OrdinalLoss extends Given<typeof ordinal.schema> {}
