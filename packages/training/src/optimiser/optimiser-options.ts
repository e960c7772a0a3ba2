/** What every optimiser can do besides its own rule. */
export interface CommonOptimiserOptions {
  /**
   * Decoupled weight decay (Loshchilov and Hutter 2019): each step shrinks kernels by this share times the learning rate.
   * Default 0; 0.01 for adamw.
   */
  readonly weightDecay?: number;
  /** Gradients of a larger global norm are scaled down to this one (Pascanu et al. 2013). Default 0: never. */
  readonly clipNorm?: number;
}

/** Plain stochastic gradient descent. */
export interface SgdOptions extends CommonOptimiserOptions {
  readonly kind: "sgd";
}

/** Gradient descent with a velocity (Polyak 1964; Sutskever et al. 2013). */
export interface MomentumOptions extends CommonOptimiserOptions {
  readonly kind: "momentum";
  /** Share of the velocity that is kept. Default 0.9. */
  readonly momentum?: number;
  /** Looks ahead along the velocity. Default false. */
  readonly nesterov?: boolean;
}

/** Steps divided by the root of a moving mean of squared gradients (Tieleman and Hinton 2012). */
export interface RmspropOptions extends CommonOptimiserOptions {
  readonly kind: "rmsprop";
  /** Share of the mean that is kept. Default 0.9. */
  readonly decay?: number;
  /** Share of the last step that is added. Default 0. */
  readonly momentum?: number;
  /** Default 1e-7. */
  readonly epsilon?: number;
  /** Subtracts the squared mean gradient, so that the variance divides; epsilon is added to it, not subtracted as in tfjs. Default false. */
  readonly centered?: boolean;
}

/** Steps divided by the root of the sum of all squared gradients (Duchi et al. 2011). */
export interface AdagradOptions extends CommonOptimiserOptions {
  readonly kind: "adagrad";
  /** Where the sums begin. Default 0.1. */
  readonly initialAccumulator?: number;
}

/** Steps scaled by the ratio of past steps to past gradients (Zeiler 2012), in tfjs's order of the updates. */
export interface AdadeltaOptions extends CommonOptimiserOptions {
  readonly kind: "adadelta";
  /** Share of the means that is kept. Default 0.95. */
  readonly rho?: number;
  /** Default 1e-7. */
  readonly epsilon?: number;
}

/** Adam (Kingma and Ba 2015), its variant with the largest gradient as the measure (adamax), and with weight decay (adamw). */
export interface AdamOptions extends CommonOptimiserOptions {
  readonly kind: "adam" | "adamw" | "adamax";
  /** Share of the mean gradient that is kept. Default 0.9. */
  readonly beta1?: number;
  /** Share of the gradient's measure that is kept. Default 0.999. */
  readonly beta2?: number;
  /** Default 1e-7. */
  readonly epsilon?: number;
}

/**
 * Muon (Jordan et al. 2024) for the kernels that mix channels, Adam for all other weights. Rates are of another size than
 * Adam's: 0.02 is the usual one. Runs on WebAssembly kernels, whatever trains.
 */
export interface MuonOptions extends CommonOptimiserOptions {
  readonly kind: "muon";
  /** Share of the velocity that is kept; it looks ahead after Nesterov. Default 0.95. */
  readonly momentum?: number;
  /** Rounds of the Newton-Schulz iteration. Default 5. */
  readonly rounds?: number;
  /** Adam's learning rate as a share of the schedule's. Default 0.15. */
  readonly adamRate?: number;
  /** Adam's, see {@link AdamOptions}. */
  readonly beta1?: number;
  /** Adam's, see {@link AdamOptions}. */
  readonly beta2?: number;
  /** Adam's, see {@link AdamOptions}. */
  readonly epsilon?: number;
}

/** An optimiser by its name in tfjs, and its settings; defaults are tfjs's. */
export type OptimiserOptions =
  | SgdOptions
  | MomentumOptions
  | RmspropOptions
  | AdagradOptions
  | AdadeltaOptions
  | AdamOptions
  | MuonOptions;
