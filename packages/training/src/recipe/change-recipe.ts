import { InvalidArgumentError } from "@fagr/core";
import type { Schedule } from "../optimiser/schedule";
import { apportion } from "../sampler/apportion";
import { type Batches, type QuotaTable, quotasOf, quotaTableSchema } from "../sampler/batches";
import type { Recipe, TrainingRecipe } from "./recipe";
import { withDefaults } from "./with-defaults";

/** The most common changes of a recipe, for example from a command line. */
export interface RecipeChanges {
  /** Steps of every stage; events at certain steps (end of warm-up, drops of the learning rate, new quotas) are scaled. */
  readonly steps?: number;
  /** Samples in a batch. Quotas are scaled and rounded; none becomes 0 unless it was 0. */
  readonly batch?: number;
  readonly seed?: number;
  /** The (highest) learning rate of every stage; the final rate of a cosine is scaled with it. */
  readonly learningRate?: number;
}

/**
 * A recipe with other steps, batches, seed or learning rate in all of its stages.
 *
 * @throws InvalidArgumentError if a number is not whole or too small, a learning rate is not above 0, or the batch is too small
 * to have a place for every quota.
 *
 * @example
 * ```ts
 * const short = changeRecipe(namedRecipe("document"), { steps: 1000, batch: 256 });
 * ```
 */
export function changeRecipe(
  recipe: TrainingRecipe,
  { steps, batch, seed, learningRate }: RecipeChanges,
): TrainingRecipe {
  checkWhole("steps", steps, 1);
  checkWhole("batch", batch, 1);
  checkWhole("seed", seed, 0);
  if (learningRate !== undefined && !(Number.isFinite(learningRate) && learningRate > 0))
    throw new InvalidArgumentError(
      `Changes of a recipe, field "learningRate": expected a number > 0, received ${learningRate}.`,
    );
  const changeStage = (stage: Recipe): Recipe => {
    const moved = steps === undefined ? stage : moveSteps(stage, steps);
    return {
      ...moved,
      batches: batch === undefined ? moved.batches : scaleBatches(moved.batches, batch),
      seed: seed ?? moved.seed,
      schedule: learningRate === undefined ? moved.schedule : scaleSchedule(moved.schedule, learningRate),
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

function scaleSchedule(schedule: Schedule, learningRate: number): Schedule {
  if (schedule.kind !== "cosine" || !schedule.finalLearningRate) return { ...schedule, learningRate };
  const finalLearningRate = (schedule.finalLearningRate * learningRate) / schedule.learningRate;
  return { ...schedule, learningRate, finalLearningRate };
}

/** Domains keep their parts of the batch as nearly as whole numbers can, and groups their parts of the domains. */
function scaleBatches(batches: Batches, size: number): Batches {
  if (batches.kind === "plain") return { ...batches, size };
  const least = Math.max(...batches.tables.map((table) => quotasOf(table).filter((quota) => quota > 0).length));
  const scaleTable = (table: QuotaTable): QuotaTable => {
    const { domains, ungrouped, ...rest } = withDefaults(quotaTableSchema, table);
    const all = typeof ungrouped === "number" ? [ungrouped] : Object.values(ungrouped);
    const parts = [...Object.values(domains), ...all.map((quota) => [quota])];
    const scaled = scaleParts(parts, size);
    if (!scaled)
      throw new InvalidArgumentError(
        `Changes of a recipe, field "batch": expected at least ${least}, one face for each of the recipe's quotas, received ${size}.`,
      );
    const others = scaled.slice(Object.keys(domains).length).map(([quota]) => quota!);
    return {
      ...rest,
      domains: Object.fromEntries(Object.keys(domains).map((domain, index) => [domain, scaled[index]!])),
      ungrouped:
        typeof ungrouped === "number"
          ? others[0]!
          : Object.fromEntries(Object.keys(ungrouped).map((domain, index) => [domain, others[index]!])),
    };
  };
  return { ...batches, tables: batches.tables.map(scaleTable) };
}

function scaleParts(parts: readonly (readonly number[])[], size: number): number[][] | undefined {
  const sums = apportion(
    parts.map((part) => part.reduce((sum, quota) => sum + quota, 0)),
    size,
  );
  const scaled = sums && parts.map((part, index) => (sums[index] === 0 ? [...part] : apportion(part, sums[index]!)));
  if (scaled?.every((part) => part !== undefined)) return scaled;
  // A domain of many small quotas has too small a part: what counts then is that each quota has its one.
  const flat = apportion(parts.flat(), size);
  if (!flat) return undefined;
  let offset = 0;
  return parts.map(({ length }) => {
    offset += length;
    return flat.slice(offset - length, offset);
  });
}
