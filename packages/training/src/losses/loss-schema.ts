import * as v from "valibot";
import { notNegative, positive, share } from "../recipe/field-schemas";

// The one place of the losses' limits and defaults. `loss-options.ts` says what the fields mean; a test holds it to this.

const weight = v.optional(notNegative, 1);
const smoothing = v.optional(share, 0);
const crossEntropy = v.strictObject({ kind: v.literal("crossEntropy"), weight, smoothing });
const focal = v.strictObject({ kind: v.literal("focal"), weight, gamma: v.optional(notNegative, 2), smoothing });

export const ageLossSchema = v.variant("kind", [
  crossEntropy,
  focal,
  v.strictObject({
    kind: v.literal("labelDistribution"),
    weight,
    deviation: v.optional(notNegative, 2),
    expectation: v.optional(notNegative, 1),
    quadraticBelow: v.optional(notNegative, 0),
  }),
  v.strictObject({
    kind: v.literal("meanVariance"),
    weight,
    mean: v.optional(notNegative, 0.2),
    variance: v.optional(notNegative, 0.05),
  }),
  v.strictObject({ kind: v.literal("ordinal"), weight }),
]);

export const genderLossSchema = v.variant("kind", [
  crossEntropy,
  focal,
  v.strictObject({
    kind: v.literal("arcFace"),
    weight,
    margin: v.optional(notNegative, 0.5),
    scale: v.optional(positive, 64),
  }),
]);
