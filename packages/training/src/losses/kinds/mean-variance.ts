import * as v from "valibot";
import { notNegative } from "../../recipe/field-schemas";
import type { Given } from "../../recipe/with-defaults";
import { crossEntropySum } from "../distribution-losses";
import { meanVarianceSums } from "../expectation-losses";
import { type AgeLossInput, defineLoss, weight } from "../loss-kind";

export const meanVariance = defineLoss(
  v.strictObject({
    kind: v.literal("meanVariance"),
    /** Factor of this task in the total. Default 1. */
    weight,
    /** Factor of half the squared error of the expectation, years squared. Default 0.2, the paper's. */
    mean: v.optional(notNegative, 0.2),
    /** Factor of the distribution's variance, years squared. Default 0.05, the paper's. */
    variance: v.optional(notNegative, 0.05),
  }),
  ({ task, logits, classes, years }: AgeLossInput, loss) => {
    const { mean, variance } = meanVarianceSums(logits, years);
    return [
      [task, crossEntropySum(logits, classes), loss.weight],
      ["mean", mean, loss.weight * loss.mean],
      ["variance", variance, loss.weight * loss.variance],
    ];
  },
);

/** Mean-variance loss (Pan et al. 2018): cross-entropy, the squared error of the expectation, and a narrow distribution. */
export interface MeanVarianceLoss extends Given<typeof meanVariance.schema> {}
