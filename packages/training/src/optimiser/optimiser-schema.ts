import * as v from "valibot";
import { belowOne, flag, notNegative, positive, upTo } from "../recipe/field-schemas";

// The one place of the optimisers' limits and defaults. `optimiser-options.ts` says what the fields mean; a test holds it to this.

const common = { weightDecay: v.optional(notNegative, 0), clipNorm: v.optional(notNegative, 0) };
const epsilon = v.optional(positive, 1e-7);
const adam = { ...common, beta1: v.optional(belowOne, 0.9), beta2: v.optional(belowOne, 0.999), epsilon };

export const optimiserSchema = v.variant("kind", [
  v.strictObject({ kind: v.literal("sgd"), ...common }),
  v.strictObject({
    kind: v.literal("momentum"),
    ...common,
    momentum: v.optional(belowOne, 0.9),
    nesterov: v.optional(flag, false),
  }),
  v.strictObject({
    kind: v.literal("rmsprop"),
    ...common,
    decay: v.optional(belowOne, 0.9),
    momentum: v.optional(belowOne, 0),
    epsilon,
    centered: v.optional(flag, false),
  }),
  v.strictObject({ kind: v.literal("adagrad"), ...common, initialAccumulator: v.optional(notNegative, 0.1) }),
  v.strictObject({ kind: v.literal("adadelta"), ...common, rho: v.optional(belowOne, 0.95), epsilon }),
  v.strictObject({ kind: v.literal("adam"), ...adam }),
  v.strictObject({ kind: v.literal("adamw"), ...adam, weightDecay: v.optional(notNegative, 0.01) }),
  v.strictObject({ kind: v.literal("adamax"), ...adam }),
  v.strictObject({
    kind: v.literal("muon"),
    ...adam,
    momentum: v.optional(belowOne, 0.95),
    rounds: v.optional(upTo(100, 1), 5),
    adamRate: v.optional(positive, 0.15),
  }),
]);
