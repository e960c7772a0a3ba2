import * as v from "valibot";
import { notNegative } from "../../recipe/field-schemas";
import { crossEntropySum } from "../distribution-losses";
import { meanVarianceSums } from "../expectation-losses";
import { type AgeLossInput, defineLoss, weight } from "../loss-kind";

/** Mean-variance loss (Pan et al. 2018): cross-entropy, the squared error of the expectation, and a narrow distribution. */
export interface MeanVarianceLoss {
  readonly kind: "meanVariance";
  /** Factor of this task in the total. Default 1. */
  readonly weight?: number;
  /** Factor of half the squared error of the expectation, years squared. Default 0.2, the paper's. */
  readonly mean?: number;
  /** Factor of the distribution's variance, years squared. Default 0.05, the paper's. */
  readonly variance?: number;
}

export const meanVariance = defineLoss(
  v.strictObject({
    kind: v.literal("meanVariance"),
    weight,
    mean: v.optional(notNegative, 0.2),
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
