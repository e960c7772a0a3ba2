import type { Scalar, Tensor2D } from "@tensorflow/tfjs-core";
import * as v from "valibot";
import type { LoadedHooks } from "../hooks/load-hooks";
import { notNegative } from "../recipe/field-schemas";
import type { ClassTargets } from "./distribution-losses";
import type { YearTargets } from "./expectation-losses";

/** A term of the total, summed over the samples, and its factor. */
export type Term = readonly [name: string, value: Scalar, factor: number];

/** What every loss gets. */
export interface LossInput {
  /** The name of the loss's main term. */
  readonly task: string;
  /** `[N, classes]` */
  readonly logits: Tensor2D;
  readonly classes: ClassTargets;
  /** Functions of modules, where the recipe names any. */
  readonly hooks?: LoadedHooks | undefined;
}

export interface AgeLossInput extends LossInput {
  readonly years: YearTargets;
}

export interface GenderLossInput extends LossInput {
  /** `[N, units]`, what the gender head sees. */
  readonly features: Tensor2D;
  /** `[units, 2]`, the gender head's kernel. */
  readonly centres: Tensor2D;
}

/** Every loss has it: the factor of its task in the total. */
export const weight = v.optional(notNegative, 1);

/**
 * A loss by name.
 *
 * @param schema - Its options with their limits and defaults.
 * @param terms - Its terms, given options with every field.
 */
export function defineLoss<Schema extends v.GenericSchema, Input extends LossInput = LossInput>(
  schema: Schema,
  terms: (input: Input, loss: v.InferOutput<Schema>) => readonly Term[],
) {
  return { schema, terms };
}
