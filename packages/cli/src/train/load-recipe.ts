import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { InvalidArgumentError } from "@fagr/core";
import { readTextFile } from "@fagr/core/files";
import type { Architecture } from "@fagr/core/network";
import type { FaceSample } from "@fagr/data";
import type { TrainingRecipe } from "@fagr/training";

/** The recipe that begins with trained weights: the shipped ones unless others are named. */
export const fineTune = "fine-tune";

/** What recipes are made for. */
export interface RecipeData {
  /** Those of the training part. */
  readonly samples: readonly Omit<FaceSample, "bytes">[];
  /** The network of the weights that the training begins with, if it begins with any. */
  readonly architecture?: Architecture | undefined;
  /** Ages that the new network is to know. */
  readonly ages?: Architecture["ageRange"] | undefined;
}

/**
 * A recipe by its name, or from a file: JSON, or a module whose `default` or `recipe` it is; "fitted" and "fine-tune" are made for the samples.
 *
 * @throws InvalidArgumentError naming the file and the field that is wrong.
 */
export async function loadRecipe(
  nameOrFile: string,
  { samples, architecture, ages }: RecipeData,
): Promise<TrainingRecipe> {
  const { fineTuneRecipe, fittedRecipe, isRecipeName, namedRecipe, parseRecipe, recipeNames } = await import(
    "@fagr/training"
  );
  const { resolveModules } = await import("@fagr/training/building-blocks");
  const inFull = (recipe: unknown) => resolveModules(recipe, pathToFileURL(resolve(nameOrFile)));
  if (nameOrFile === fineTune && architecture)
    return fineTuneRecipe(samples, { architecture, ...(ages ? { ageRange: ages } : {}) });
  if (ages)
    throw new InvalidArgumentError(
      `Expected --ages with --recipe fine-tune, received it with "${nameOrFile}". Other recipes set their ages in a file: "architecture": { "base": "age-gender-62", "ageRange": [${ages.join(", ")}] }.`,
    );
  if (nameOrFile === "fitted") return fittedRecipe(samples);
  if (isRecipeName(nameOrFile)) return namedRecipe(nameOrFile);
  switch (extname(nameOrFile)) {
    case ".json":
      return parseRecipe(inFull(await readJson(nameOrFile)), nameOrFile);
    case ".js":
    case ".mjs":
      return parseRecipe(inFull(await importRecipe(nameOrFile)), nameOrFile);
    default:
      throw new InvalidArgumentError(
        `Expected the name of a recipe (fitted, fine-tune, ${recipeNames.join(", ")}) or a file that ends in .json, .mjs or .js, received "${nameOrFile}".`,
      );
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readTextFile(file));
  } catch (cause) {
    throw new InvalidArgumentError(
      `Expected a recipe (JSON) in ${file}, but it cannot be read: ${(cause as Error).message}.`,
      { cause },
    );
  }
}

async function importRecipe(file: string): Promise<unknown> {
  let exported: { default?: unknown; recipe?: unknown };
  try {
    exported = await import(pathToFileURL(resolve(file)).href);
  } catch (cause) {
    throw new InvalidArgumentError(
      `Expected a module with a recipe in ${file}, but it cannot be imported: ${(cause as Error).message}.`,
      { cause },
    );
  }
  const recipe = exported.default ?? exported.recipe;
  if (recipe === undefined)
    throw new InvalidArgumentError(
      `Expected ${file} to export a recipe as its default or as "recipe", but it exports ${Object.keys(exported).join(", ") || "nothing"}.`,
    );
  return recipe;
}
