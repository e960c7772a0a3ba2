import { type FittedLabels, fitBatches } from "./fit-batches";
import { compactStage } from "./named-recipes";
import { architectureOf, type TrainingRecipe } from "./recipe";

/**
 * The compact recipe with batches fitted to the data: a quota for every age group of every domain that has faces, proportional to
 * the square root of their number, so that rare ages are drawn more often than their share, but not so often that they are
 * memorised; up to a quarter of the batch for faces with only a gender. A task without labels is not trained.
 *
 * @param samples - those of the training split
 * @throws DataError if none has an age from 18 to 65 or a gender.
 *
 * @example
 * ```ts
 * const { crops, training } = data;
 * const recipe = fittedRecipe(Array.from(training, (index) => crops.manifest.samples[index]!));
 * ```
 */
export function fittedRecipe(samples: readonly FittedLabels[]): TrainingRecipe {
  const { ageRange } = architectureOf(compactStage);
  const fitted = fitBatches(samples, { name: "fitted", ageRange, size: 128, loss: compactStage.loss });
  return { name: "fitted", stages: [{ ...compactStage, name: "fitted", ...fitted }] };
}
