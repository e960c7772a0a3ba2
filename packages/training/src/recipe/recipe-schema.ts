import { architectureNames } from "@fagr/core/network";
import * as v from "valibot";
import { augmentationSchema } from "../augmentation/augmentation";
import { distillationSchema } from "../distillation/distillation";
import { lossSchema } from "../losses/loss-kinds";
import { sourceAgesSchema } from "../losses/source-ages";
import { mixingSchema } from "../mixing/mixing";
import { styleMixingSchema } from "../mixing/style-mixing";
import { trainedPartsSchema } from "../network/trained-parts";
import { optimiserSchema } from "../optimiser/optimiser-options";
import { scheduleSchema } from "../optimiser/schedule";
import { batchesSchema } from "../sampler/batches";
import { belowOne, list, oneOf, text, whole } from "./field-schemas";
import { labelRulesSchema } from "./label-rules";

// What a recipe is put together from. Each part's schema stands beside what works with it; `defaults.test.ts` compares the whole with `Recipe`.

const architectureName = oneOf(architectureNames);

export const ownFieldsSchema = v.strictObject({
  /** Letters, digits, dots, dashes and underscores: it becomes a folder's name. */
  name: v.pipe(
    v.string("letters, digits, dots, dashes and underscores"),
    v.regex(/^[\w][\w.-]*$/, "letters, digits, dots, dashes and underscores"),
  ),
  /** Seed of all random numbers: initial weights, batches, augmentation, dropout. */
  seed: whole,
  /** Names of the data sets to train on. Default: all. */
  sources: v.optional(list(text, "a list of names of data sets")),
  /** How slowly the moving statistics of batch normalisation follow, 0..1. */
  batchNormMomentum: belowOne,
  /** How slowly the averaged weights follow, 0..1; 0 keeps no average, and the last weights are the result. */
  averageDecay: belowOne,
});

/** One stage, field by field. What fields mean together is checked after it. */
export const recipeSchema = v.strictObject({
  ...ownFieldsSchema.entries,
  // Other fields of an architecture are checked by core when it is planned.
  architecture: v.union(
    [architectureName, v.looseObject({ base: architectureName })],
    `one of ${architectureNames.join(", ")}, or an object with such a "base" and changes`,
  ),
  labels: v.optional(labelRulesSchema),
  domains: v.optional(v.record(text, text, "domains by data set")),
  sourceAges: v.optional(sourceAgesSchema),
  batches: batchesSchema,
  loss: lossSchema,
  optimiser: optimiserSchema,
  schedule: scheduleSchema,
  augmentation: augmentationSchema,
  mixing: v.optional(mixingSchema),
  styleMixing: v.optional(styleMixingSchema),
  distillation: v.optional(distillationSchema),
  ...trainedPartsSchema.entries,
});

/** Several stages. */
export const stagedRecipeSchema = v.strictObject({
  name: ownFieldsSchema.entries.name,
  stages: list(recipeSchema, "a list of at least one recipe"),
});
