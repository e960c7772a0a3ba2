// Update rules on the flat array of weights, and the schedule of the learning rate. Each rule takes the steps of its tfjs namesake.
import type { ParameterLayout, ParameterSlot } from "../network/parameters";
import { withDefaults } from "../recipe/with-defaults";
import { createUpdateRule } from "./create-update-rule";
import { type OptimiserOptions, optimiserSchema } from "./optimiser-options";

/** One step's input. */
export interface OptimiserStep {
  /** Flat, like the weights; places of moving statistics are not looked at. */
  readonly gradient: Float32Array;
  readonly learningRate: number;
}

/**
 * An optimiser on the flat array of all weights. Its state is the named arrays and the number of updates: copy both into a new
 * optimiser with the same options, and it continues identically.
 */
export interface Optimiser {
  /** One float a weight each, by name; which ones there are depends on the kind. */
  readonly state: Readonly<Record<string, Float32Array>>;
  /** Steps taken. */
  updates: number;
  /** Changes the values in place by one step; returns the gradient's global norm before clipping. */
  update(values: Float32Array, step: OptimiserStep): number;
}

/**
 * Makes an optimiser by its name in tfjs, or Muon. Each takes the same steps as tfjs's optimiser of that name, with gradient
 * clipping and decoupled weight decay for all of them. Moving statistics of batch normalisation are not parameters and do not
 * change, nor do weights that the layout freezes.
 *
 * @throws InvalidArgumentError if the kind is unknown.
 *
 * @example
 * ```ts
 * const optimiser = createOptimiser(layout, { kind: "adamw", weightDecay: 0.01, clipNorm: 5 });
 * const norm = optimiser.update(values, { gradient, learningRate: 0.003 });
 * ```
 */
export function createOptimiser(layout: ParameterLayout, options: OptimiserOptions): Optimiser {
  const complete = withDefaults(optimiserSchema, options);
  const rule = createUpdateRule(layout.length, complete);
  const { clipNorm, weightDecay } = complete;
  const trainable = layout.slots.filter((slot) => slot.trainable && slot.rate !== 0);
  return {
    state: rule.state,
    updates: 0,
    update(values, { gradient, learningRate: highest }) {
      const norm = globalNorm(gradient, trainable);
      const scale = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
      this.updates++;
      for (const slot of trainable) {
        const { offset, length, kind, rate = 1 } = slot;
        const learningRate = highest * rate;
        const kept = 1 - learningRate * weightDecay;
        const end = offset + length;
        if (kept !== 1 && kind.toLowerCase().endsWith("kernel"))
          for (let index = offset; index < end; index++) values[index]! *= kept;
        rule.apply(values, { gradient, learningRate, scale, slot, begin: offset, end, updates: this.updates });
      }
      return norm;
    },
  };
}

/** A function of its own: with this loop inside of `update`, V8 compiles the rule's loop so that it takes 15 times as long. */
function globalNorm(gradient: Float32Array, slots: readonly ParameterSlot[]): number {
  let squares = 0;
  for (const { offset, length } of slots)
    for (let index = offset; index < offset + length; index++) squares += gradient[index]! * gradient[index]!;
  return Math.sqrt(squares);
}
