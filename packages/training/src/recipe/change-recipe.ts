import { InvalidArgumentError } from "@fagr/core";
import type { Schedule } from "../optimiser/schedule";
import { type Batches, batchSizeAt, type QuotaTable, quotasOf } from "../sampler/batches";
import type { Recipe, TrainingRecipe } from "./recipe";

/** What is most often changed of a recipe, from a command line for example. */
export interface RecipeChanges {
  /** Steps of every stage; what happens at a step (end of warm-up, drops of the learning rate, new quotas) moves along. */
  readonly steps?: number;
  /** Samples in a batch. Quotas are scaled, which must give whole numbers. */
  readonly batch?: number;
  readonly seed?: number;
}

/**
 * A recipe with other steps, batches or seed in all of its stages.
 *
 * @throws InvalidArgumentError if a number is not whole or too small, or quotas cannot be scaled to the batch.
 *
 * @example
 * ```ts
 * const short = changeRecipe(namedRecipe("document"), { steps: 1000, batch: 256 });
 * ```
 */
export function changeRecipe(recipe: TrainingRecipe, { steps, batch, seed }: RecipeChanges): TrainingRecipe {
  checkWhole("steps", steps, 1);
  checkWhole("batch", batch, 1);
  checkWhole("seed", seed, 0);
  const changeStage = (stage: Recipe): Recipe => {
    const moved = steps === undefined ? stage : moveSteps(stage, steps);
    return {
      ...moved,
      batches: batch === undefined ? moved.batches : scaleBatches(moved.batches, batch),
      seed: seed ?? moved.seed,
    };
  };
  return { ...recipe, stages: recipe.stages.map(changeStage) };
}

function checkWhole(name: string, value: number | undefined, least: number): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= least))
    throw new InvalidArgumentError(
      `Changes of a recipe, field "${name}": expected a whole number >= ${least}, received ${value}.`,
    );
}

function moveSteps(stage: Recipe, steps: number): Recipe {
  const move = (step: number) => Math.round((step * steps) / stage.schedule.steps);
  // In a very short training two steps may fall on one: the later one gives way, so that the order stays.
  const moveAll = (all: readonly number[]) => {
    const moved: number[] = [];
    for (const step of all) moved.push(Math.max(move(step), (moved.at(-1) ?? -1) + 1));
    return moved;
  };
  const { schedule, batches } = stage;
  const moved: Schedule = {
    ...schedule,
    steps,
    ...(schedule.warmUpSteps === undefined ? {} : { warmUpSteps: move(schedule.warmUpSteps) }),
    ...(schedule.kind === "step" ? { at: moveAll(schedule.at) } : {}),
  };
  if (batches.kind === "plain") return { ...stage, schedule: moved };
  const starts = moveAll(batches.tables.map(({ fromStep }) => fromStep));
  const tables = batches.tables.map((table, index) => ({ ...table, fromStep: starts[index]! }));
  return { ...stage, schedule: moved, batches: { ...batches, tables } };
}

function scaleBatches(batches: Batches, size: number): Batches {
  if (batches.kind === "plain") return { ...batches, size };
  const present = batchSizeAt(batches, 0);
  const unit = present / batches.tables.flatMap(quotasOf).reduce(greatestCommonDivisor);
  if (size % unit !== 0)
    throw new InvalidArgumentError(
      `Changes of a recipe, field "batch": expected a multiple of ${unit}, which keeps all quotas whole, received ${size}.`,
    );
  const scale = (quota: number) => (quota * size) / present;
  const scaleTable = ({ fromStep, domains, ungrouped = 0 }: QuotaTable): QuotaTable => ({
    fromStep,
    domains: Object.fromEntries(Object.entries(domains).map(([domain, numbers]) => [domain, numbers.map(scale)])),
    ungrouped:
      typeof ungrouped === "number"
        ? scale(ungrouped)
        : Object.fromEntries(Object.entries(ungrouped).map(([domain, quota]) => [domain, scale(quota)])),
  });
  return { ...batches, tables: batches.tables.map(scaleTable) };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
