import { InvalidArgumentError } from "@fagr/core";
import { checkOptions, describeValue, isKind } from "@fagr/core/backend";
import type { CommonTrainOptions } from "./train-options";

const commonNames = [
  "recipe",
  "crops",
  "training",
  "validation",
  "backend",
  "checkpointEvery",
  "validateEvery",
  "metricsEvery",
  "keep",
  "weights",
  "initialWeights",
  "initialAgeRange",
  "teachers",
  "extend",
  "callbacks",
  "onEvent",
  "signal",
] as const satisfies readonly (keyof CommonTrainOptions)[];

/**
 * Checks what a caller without types may have forgotten or misspelt; the recipe's fields are checked where it is parsed.
 *
 * @param more - Names of options that this call has beside the common ones.
 * @throws InvalidArgumentError that says what was expected and what came.
 */
export function checkTrainOptions(options: CommonTrainOptions, call: string, more: readonly string[]): void {
  checkOptions(options, [...commonNames, ...more], call);
  const expect = (name: string, isRight: boolean, what: string, value: unknown) => {
    if (!isRight)
      throw new InvalidArgumentError(`${call}: expected ${name} to be ${what}, received ${describeValue(value)}.`);
  };
  const { recipe, crops, training, validation } = options;
  expect("recipe", isObject(recipe), "a recipe, such as documentRecipe or the answer of parseRecipe()", recipe);
  expect("crops", isObject(crops) && isObject(crops.manifest), "a crop set, such as openCropSet() gives", crops);
  for (const [name, indices] of Object.entries({ training, validation }))
    expect(name, isKind(indices, "Int32Array"), "an Int32Array of indices, such as splitCropSet() gives", indices);
  for (const name of ["checkpointEvery", "validateEvery", "metricsEvery"] as const) {
    const steps = options[name];
    const isRight =
      steps === undefined || steps === Number.POSITIVE_INFINITY || (Number.isInteger(steps) && steps >= 1);
    expect(name, isRight, "a whole number of steps >= 1", steps);
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
