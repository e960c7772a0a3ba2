import type { RecipeChanges, TrainingRecipe } from "@fagr/training";
import { describeBatches } from "./describe-batches";
import { fineTune, loadRecipe, type RecipeData } from "./load-recipe";

/** What the command line says of the recipe: its name or file, and what is changed of it. */
export interface RecipeChoice extends RecipeChanges {
  readonly recipe: string;
}

/** The recipe for the samples of the training part, with the changes; one that is made for them is described. */
export async function chooseRecipe(
  { recipe: nameOrFile, steps, batch, seed, learningRate }: RecipeChoice,
  { note, ...data }: RecipeData & { note: (line: string) => void },
): Promise<TrainingRecipe> {
  const { changeRecipe } = await import("@fagr/training");
  const recipe = changeRecipe(await loadRecipe(nameOrFile, data), {
    ...(steps === undefined ? {} : { steps }),
    ...(batch === undefined ? {} : { batch }),
    ...(seed === undefined ? {} : { seed }),
    ...(learningRate === undefined ? {} : { learningRate }),
  });
  if (nameOrFile === "fitted" || nameOrFile === fineTune)
    for (const line of describeBatches(recipe.stages[0]!)) note(line);
  return recipe;
}
