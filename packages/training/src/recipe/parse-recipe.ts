import { InvalidArgumentError, isFagrError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { planNetwork } from "@fagr/core/network";
import * as v from "valibot";
import { layOutParameters } from "../network/parameters";
import { withTrainedParts } from "../network/trained-parts";
import { scheduleSchema } from "../optimiser/schedule";
import { findBatchesProblems } from "../sampler/check-batches";
import { findStagesProblem } from "./check-stages";
import { labelRulesSchema } from "./label-rules";
import { architectureOf, type Recipe, type TrainingRecipe } from "./recipe";
import { recipeSchema, stagedRecipeSchema } from "./recipe-schema";
import { withDefaults } from "./with-defaults";

type Path = readonly (string | number)[];

/** What is wrong with a field, as the end of a sentence. */
interface Problem {
  readonly path: Path;
  readonly message: string;
}

/**
 * Checks a recipe that came from outside, such as a file, field by field. A single recipe becomes a training of one stage.
 *
 * @param value - `{ name, stages: [...] }` or one recipe
 * @param source - where it came from, for messages
 * @throws InvalidArgumentError that names every wrong field, what was expected there and what was received.
 *
 * @example
 * ```ts
 * const recipe = parseRecipe(JSON.parse(await readFile("recipe.json", "utf8")), "recipe.json");
 * ```
 */
export function parseRecipe(value: unknown, source = "recipe"): TrainingRecipe {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    fail(source, [
      { path: [], message: `expected an object with the fields of a recipe or with stages, received ${show(value)}` },
    ]);
  if (!("stages" in value)) {
    check(recipeSchema, value, source);
    const recipe = value as Recipe;
    failIfAny(source, findRecipeProblems(recipe, []));
    return { name: recipe.name, stages: [recipe] };
  }
  failIfAny(source, findStrayFields(value));
  check(stagedRecipeSchema, value, source);
  const recipe = value as TrainingRecipe;
  failIfAny(
    source,
    recipe.stages.flatMap((stage, index) => findRecipeProblems(stage, ["stages", index])),
  );
  failIfAny(source, findStagesProblem(recipe.stages));
  return recipe;
}

/** Fields of a stage beside the stages: somebody changed a named recipe as if it were one stage. */
function findStrayFields(value: object): Problem[] {
  return Object.keys(value)
    .filter((key) => key !== "name" && Object.hasOwn(recipeSchema.entries, key))
    .map((key) => ({
      path: [key],
      message: `expected it within a stage, since this recipe has "stages", as all named ones do: { ...recipe.stages[0], ${key} } is a recipe of one stage`,
    }));
}

/** Looks at types and ranges. Nothing is changed: the order of a file's fields stays, which checkpoints compare. */
function check(schema: v.GenericSchema, value: unknown, source: string): void {
  const { issues } = v.safeParse(schema, value);
  if (issues) fail(source, issues.map(toProblem));
}

function toProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const received = `received ${show(issue.input)}`;
  if (issue.type === "strict_object" && issue.expected === "never")
    return { path, message: `expected no field of this name, received ${show(issue.path?.at(-1)?.value)}` };
  if (issue.type === "strict_object" && issue.path && issue.received === "undefined")
    return { path, message: "is missing" };
  if (issue.type === "strict_object" || issue.expected === "Object")
    return { path, message: `expected an object, ${received}` };
  if (issue.type === "variant")
    return {
      path,
      message: `expected one of ${issue.expected?.replace(/[()]/g, "").replaceAll(" | ", ", ")}, ${received}`,
    };
  return { path, message: `expected ${issue.message}, ${received}` };
}

/** What types alone cannot say. */
function findRecipeProblems(recipe: Recipe, path: Path): Problem[] {
  const problems: Problem[] = findBatchesProblems(recipe.batches).map((problem) => ({
    ...problem,
    path: [...path, "batches", ...problem.path],
  }));
  const add = (field: Path, message: string) => problems.push({ path: [...path, ...field], message });
  const { batches, labels, loss, sourceAges } = recipe;
  const schedule = withDefaults(scheduleSchema, recipe.schedule);
  if (sourceAges && recipe.mixing)
    add(["sourceAges"], 'expected none beside "mixing", whose targets are of faces of several data sets');
  const { learningRate, steps, warmUpSteps } = schedule;
  if (warmUpSteps > steps)
    add(["schedule", "warmUpSteps"], `expected at most all ${steps} steps, received ${warmUpSteps}`);
  if (schedule.kind === "cosine" && schedule.finalLearningRate > learningRate)
    add(["schedule", "finalLearningRate"], `expected at most ${learningRate}, received ${schedule.finalLearningRate}`);
  if (schedule.kind === "step" && schedule.at.some((at, index) => index > 0 && at <= schedule.at[index - 1]!))
    add(["schedule", "at"], `expected rising steps, received ${show(schedule.at)}`);
  try {
    withTrainedParts(layOutParameters(planNetwork(architectureOf(recipe))), recipe);
  } catch (error) {
    // An invalid architecture is reported below.
    if (isFagrError(error) && error.message.includes("learningRates"))
      add(["learningRates"], error.message.replace(/^E(?=xpected)/, "e").replace(/\.$/, ""));
  }
  try {
    const { ageRange, attributes = {} } = architectureOf(recipe);
    const [youngest, oldest] = ageRange;
    for (const name of Object.keys(loss.attributes ?? {}))
      if (!Object.hasOwn(attributes, name))
        add(
          ["loss", "attributes", name],
          `expected an attribute of the architecture, ${Object.keys(attributes).join(", ") || "which has none"}: name its labels in "architecture": { "attributes": { "${name}": ["no", "yes"] } }`,
        );
    // Ages that are taught as the nearest class may be drawn by groups of their own.
    if (
      batches.kind === "groupBalanced" &&
      loss.age &&
      withDefaults(labelRulesSchema, labels ?? {}).outsideAges === "leaveOut"
    )
      for (const [index, [lowest, highest]] of batches.ageGroups.entries())
        if (lowest < youngest || highest > oldest)
          add(
            ["batches", "ageGroups", index],
            `expected ages of the network, ${youngest} to ${oldest}, received [${lowest}, ${highest}]`,
          );
  } catch (error) {
    if (!isFagrError(error)) throw error;
    add(["architecture"], `is not an architecture. ${error.message.replace(/\.$/, "")}`);
  }
  return problems;
}

function failIfAny(source: string, problems: readonly Problem[]): void {
  if (problems.length > 0) fail(source, problems);
}

function fail(source: string, problems: readonly Problem[]): never {
  const lines = problems.map(({ path, message }) => {
    if (path.length === 0) return message;
    return `field "${showPath(path)}"${message.startsWith("expected") ? ":" : ""} ${message}`;
  });
  const [only, ...more] = lines;
  throw new InvalidArgumentError(
    more.length === 0
      ? `Recipe ${source}: ${only}.`
      : `Recipe ${source}:\n${lines.map((line) => `- ${line}`).join("\n")}`,
  );
}

function showPath(path: Path): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : index > 0 ? `.${key}` : key)).join("");
}

function show(value: unknown): string {
  if (typeof value === "bigint" || typeof value === "symbol") return describeValue(value);
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
