import * as v from "valibot";
import { belowOne, flag, notNegative, positive, upTo } from "../recipe/field-schemas";
import type { Complete, Given } from "../recipe/with-defaults";

const commonSchema = v.strictObject({
  /**
   * Decoupled weight decay (Loshchilov and Hutter 2019): each step shrinks kernels by this share times the learning rate.
   * Default 0; 0.01 for adamw.
   */
  weightDecay: v.optional(notNegative, 0),
  /** Gradients with a larger global norm are scaled down to this one (Pascanu et al. 2013). Default 0: no limit. */
  clipNorm: v.optional(notNegative, 0),
});

const epsilon = v.optional(positive, 1e-7);

const adamFieldsSchema = v.strictObject({
  ...commonSchema.entries,
  /** Share of the mean gradient that is kept. Default 0.9. */
  beta1: v.optional(belowOne, 0.9),
  /** Share of the gradient's measure that is kept. Default 0.999. */
  beta2: v.optional(belowOne, 0.999),
  /** Added to the measure, so that nothing is divided by 0. Default 1e-7. */
  epsilon,
});

const sgdSchema = v.strictObject({ kind: v.literal("sgd"), ...commonSchema.entries });
const momentumSchema = v.strictObject({
  kind: v.literal("momentum"),
  ...commonSchema.entries,
  /** Share of the velocity that is kept. Default 0.9. */
  momentum: v.optional(belowOne, 0.9),
  /** Looks ahead along the velocity. Default false. */
  nesterov: v.optional(flag, false),
});
const rmspropSchema = v.strictObject({
  kind: v.literal("rmsprop"),
  ...commonSchema.entries,
  /** Share of the mean that is kept. Default 0.9. */
  decay: v.optional(belowOne, 0.9),
  /** Share of the last step that is added. Default 0. */
  momentum: v.optional(belowOne, 0),
  /** Default 1e-7. */
  epsilon,
  /** Subtracts the squared mean gradient, so that the variance divides; epsilon is added to it, not subtracted as in tfjs. Default false. */
  centered: v.optional(flag, false),
});
const adagradSchema = v.strictObject({
  kind: v.literal("adagrad"),
  ...commonSchema.entries,
  /** Where the sums begin. Default 0.1. */
  initialAccumulator: v.optional(notNegative, 0.1),
});
const adadeltaSchema = v.strictObject({
  kind: v.literal("adadelta"),
  ...commonSchema.entries,
  /** Share of the means that is kept. Default 0.95. */
  rho: v.optional(belowOne, 0.95),
  /** Default 1e-7. */
  epsilon,
});
const adamSchema = v.strictObject({ kind: v.literal("adam"), ...adamFieldsSchema.entries });
const adamwSchema = v.strictObject({
  kind: v.literal("adamw"),
  ...adamFieldsSchema.entries,
  /** Decoupled weight decay: each step shrinks kernels by this share times the learning rate. Default 0.01. */
  weightDecay: v.optional(notNegative, 0.01),
});
const adamaxSchema = v.strictObject({ kind: v.literal("adamax"), ...adamFieldsSchema.entries });
const muonSchema = v.strictObject({
  kind: v.literal("muon"),
  ...adamFieldsSchema.entries,
  /** Share of the velocity that is kept; it looks ahead after Nesterov. Default 0.95. */
  momentum: v.optional(belowOne, 0.95),
  /** Rounds of the Newton-Schulz iteration. Default 5. */
  rounds: v.optional(upTo(100, 1), 5),
  /** Adam's learning rate as a share of the schedule's. Default 0.15. */
  adamRate: v.optional(positive, 0.15),
});

export const optimiserSchema = v.variant("kind", [
  sgdSchema,
  momentumSchema,
  rmspropSchema,
  adagradSchema,
  adadeltaSchema,
  adamSchema,
  adamwSchema,
  adamaxSchema,
  muonSchema,
]);

// Declarations keep comments of a schema's own fields, and lose those of spread ones: interfaces take these from their own schema first.

/** What every optimiser can do besides its own rule. */
export interface CommonOptimiserOptions extends Given<typeof commonSchema> {}

/** Plain stochastic gradient descent. */
export interface SgdOptions extends CommonOptimiserOptions, Given<typeof sgdSchema> {}

/** Gradient descent with a velocity (Polyak 1964; Sutskever et al. 2013). */
export interface MomentumOptions extends CommonOptimiserOptions, Given<typeof momentumSchema> {}

/** Steps divided by the root of a moving mean of squared gradients (Tieleman and Hinton 2012). */
export interface RmspropOptions extends CommonOptimiserOptions, Given<typeof rmspropSchema> {}

/** Steps divided by the root of the sum of all squared gradients (Duchi et al. 2011). */
export interface AdagradOptions extends CommonOptimiserOptions, Given<typeof adagradSchema> {}

/** Steps scaled by the ratio of past steps to past gradients (Zeiler 2012), in tfjs's order of the updates. */
export interface AdadeltaOptions extends CommonOptimiserOptions, Given<typeof adadeltaSchema> {}

interface AdamFields extends CommonOptimiserOptions, Given<typeof adamFieldsSchema> {}

/** Adam (Kingma and Ba 2015), its variant with the largest gradient as the measure (adamax), and with weight decay (adamw). */
export interface AdamOptions extends AdamFields {
  readonly kind: Given<typeof adamSchema | typeof adamwSchema | typeof adamaxSchema>["kind"];
}

/**
 * Muon (Jordan et al. 2024) for the kernels that mix channels, Adam for all other weights. Its learning rates differ from Adam's:
 * 0.02 is usual. Runs on WebAssembly kernels on every backend.
 */
export interface MuonOptions extends AdamFields, Given<typeof muonSchema> {}

/** An optimiser by its name in tfjs, and its settings; defaults are tfjs's. */
export type OptimiserOptions =
  | SgdOptions
  | MomentumOptions
  | RmspropOptions
  | AdagradOptions
  | AdadeltaOptions
  | AdamOptions
  | MuonOptions;

/** The options of an optimiser of some kind, with every field. */
export type CompleteOptimiser<Kind extends OptimiserOptions["kind"] = OptimiserOptions["kind"]> = Extract<
  Complete<typeof optimiserSchema>,
  { readonly kind: Kind }
>;
