import { type FittedLabels, fitBatches } from "./fit-batches";
import { compactStage } from "./named-recipes";
import { architectureOf, type TrainingRecipe } from "./recipe";

/**
 * The compact recipe with batches for the data that are there: a quota for every age group of every domain that has faces, by
 * the square root of how many, so that rare ages are drawn more often than they come and not so often that they are learned by heart;
 * up to a quarter of the batch for faces that have a gender alone. A task that no face has a label for is not trained.
 *
 * @param samples - those of the training part
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
