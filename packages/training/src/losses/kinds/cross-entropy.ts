// One loss a file: its options with limits and defaults, and its terms. loss-kinds.ts lists them.
import * as v from "valibot";
import { share } from "../../recipe/field-schemas";
import type { Given } from "../../recipe/with-defaults";
import { crossEntropySum } from "../distribution-losses";
import { defineLoss, weight } from "../loss-kind";

export const crossEntropy = defineLoss(
  v.strictObject({
    kind: v.literal("crossEntropy"),
    /** Factor of this task in the total. Default 1. */
    weight,
    /** Label smoothing (Szegedy et al. 2016): the share of the target that is spread over all classes, 0..1. Default 0. */
    smoothing: v.optional(share, 0),
  }),
  ({ task, logits, classes }, loss) => [[task, crossEntropySum(logits, classes), loss.weight]],
);

/** Plain cross-entropy: the document's loss of both tasks. */
export interface CrossEntropyLoss extends Given<typeof crossEntropy.schema> {}
