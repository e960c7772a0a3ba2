import { InvalidArgumentError } from "@fagr/core";
import type { Recipe, TrainingRecipe } from "../recipe/recipe";
import { runStage, type StagePlace } from "./run-stage";
import type { TrainingSetup, TrainResult } from "./train-options";

/** The stages of a recipe, and the folder of each: the training's own where there is one stage alone. */
function listStages(recipe: Recipe | TrainingRecipe): { recipe: Recipe; folder: string | undefined }[] {
  if (!("stages" in recipe)) return [{ recipe, folder: undefined }];
  const { name, stages, ...others } = recipe;
  const [field] = Object.keys(others);
  if (field !== undefined)
    throw new InvalidArgumentError(
      `Expected a recipe of stages to have only a name and stages, received also the field "${field}", which no stage would see. Set it in the stages: { name: "${name}", stages: recipe.stages.map((stage) => ({ ...stage, ${field} })) }.`,
    );
  return stages.map((stage, index) => ({
    recipe: stage,
    folder: stages.length === 1 ? undefined : `${index + 1}-${stage.name}`,
  }));
}

/** The one training loop, for Node and browsers: stage after stage, each beginning with the weights of the one before. */
export async function runTraining(setup: TrainingSetup): Promise<TrainResult> {
  const stages = listStages(setup.recipe);
  checkTeachers(setup, stages);
  let start: Pick<StagePlace, "initialWeights" | "initialAgeRange" | "keepAgeHead"> = {
    initialWeights: setup.initialWeights,
    initialAgeRange: setup.initialAgeRange,
    keepAgeHead: true,
  };
  let result: TrainResult | undefined;
  for (const [index, { recipe, folder }] of stages.entries()) {
    result = await runStage(setup, { recipe, folder, index, stages: stages.length, ...start });
    if (result.interrupted) break;
    start = { initialWeights: result.weights, keepAgeHead: recipe.loss.age !== null };
  }
  if (!result) throw new InvalidArgumentError("Expected a recipe with at least one stage, received none.");
  return result;
}

function checkTeachers(
  { teachers = [] }: TrainingSetup,
  stages: readonly { recipe: Pick<Recipe, "name" | "distillation"> }[],
): void {
  const taught = stages.find(({ recipe }) => recipe.distillation)?.recipe;
  if (taught && teachers.length === 0)
    throw new InvalidArgumentError(
      `Expected teachers for the recipe "${taught.name}", which has a "distillation", received none. Pass trained weights as teachers, or remove "distillation".`,
    );
  if (!taught && teachers.length > 0)
    throw new InvalidArgumentError(
      `Expected a recipe with a "distillation" for ${teachers.length === 1 ? "the teacher" : `the ${teachers.length} teachers`}, received one without. Add "distillation": { "share": 0.5 }, or leave the teachers out.`,
    );
}
