import { TrainingError } from "@fagr/core";
import { type Architecture, planNetwork } from "@fagr/core/network";
import { layOutParameters, type ParameterLayout } from "../network/parameters";
import { withTrainedParts } from "../network/trained-parts";
import { updateMovingAverage } from "../optimiser/moving-average";
import { createOptimiser, type Optimiser } from "../optimiser/optimiser";
import { architectureOf, type Recipe } from "../recipe/recipe";
import { createSampler, type SampleLabels } from "../sampler/create-sampler";
import type { Sampler } from "../sampler/sampler";
import type { BestCheckpoint, Checkpoint } from "./checkpoint";
import { type Conditions, describeChange } from "./conditions";
import { EpochMeans } from "./epoch-means";
import type { ValidationResult } from "./validate";

/** Everything of a stage that a checkpoint holds. */
export class StageState {
  readonly recipe: Recipe;
  readonly conditions: Conditions;
  readonly architecture: Architecture;
  readonly layout: ParameterLayout;
  readonly sampler: Sampler;
  readonly optimiser: Optimiser;
  /** The weights that are trained, flat. */
  values: Float32Array;
  /** Their moving average, where the recipe keeps one. */
  readonly average: Float32Array;
  readonly epoch = new EpochMeans();
  step = 0;
  finished = false;
  learningRateScale = 1;
  best: readonly BestCheckpoint[] = [];
  validation: ValidationResult | null = null;

  /** @param options - `values`: the first weights. */
  constructor(
    recipe: Recipe,
    { samples, values, conditions }: { samples: readonly SampleLabels[]; values: Float32Array; conditions: Conditions },
  ) {
    this.recipe = recipe;
    this.conditions = conditions;
    this.architecture = architectureOf(recipe);
    this.layout = withTrainedParts(layOutParameters(planNetwork(this.architecture)), recipe);
    this.sampler = createSampler(samples, { batches: recipe.batches, seed: recipe.seed });
    this.optimiser = createOptimiser(this.layout, recipe.optimiser);
    this.values = values;
    this.average = values.slice();
  }

  /** The weights that are validated and shipped. */
  get shipped(): Float32Array {
    return this.recipe.averageDecay > 0 ? this.average : this.values;
  }

  /** From now on the weights are trained in this array, which workers share. */
  moveTo(values: Float32Array): this {
    values.set(this.values);
    this.values = values;
    return this;
  }

  /** Counts a step whose update is done. */
  stepDone(): void {
    this.step++;
    const { averageDecay: decay } = this.recipe;
    if (decay > 0) updateMovingAverage(this.average, { values: this.values, decay, updates: this.optimiser.updates });
  }

  toCheckpoint(callbacks: Readonly<Record<string, unknown>>): Checkpoint {
    const { recipe, conditions, step, finished, sampler, optimiser, learningRateScale } = this;
    const { best, validation, values, average } = this;
    return {
      recipe,
      conditions,
      step,
      finished,
      sampler: sampler.state,
      optimiserUpdates: optimiser.updates,
      learningRateScale,
      epoch: this.epoch.state,
      callbacks,
      best,
      validation,
      arrays: {
        values,
        ...(recipe.averageDecay > 0 ? { average } : {}),
        ...Object.fromEntries(Object.entries(optimiser.state).map(([name, array]) => [`optimiser/${name}`, array])),
      },
    };
  }

  /**
   * Goes on from a checkpoint.
   *
   * @param options - `place`: where it lies, for messages; `schedule`: whether the recipe's must be the same, may be another one, to
   *   which a stage that is over goes on, or may be another one, and a stage that is over stays so.
   * @throws TrainingError if it is one of another recipe, of other data or of other settings that decide about the weights.
   */
  restore(
    checkpoint: Checkpoint,
    { place, schedule }: { place: string; schedule: "same" | "further" | "asItEnded" },
  ): void {
    const comparable = schedule === "same" ? (recipe: Recipe) => recipe : withoutSchedule;
    if (withoutAddresses(comparable(checkpoint.recipe)) !== withoutAddresses(comparable(this.recipe)))
      throw new TrainingError(
        `${place} holds checkpoints of another recipe (${describeDifference(checkpoint.recipe, this.recipe)}). Use another folder or the recipe that it began with.`,
      );
    const change = describeChange(checkpoint.conditions, this.conditions, checkpoint.finished);
    if (change) throw new TrainingError(`${place} holds checkpoints of a training under other conditions: ${change}`);
    const { arrays } = checkpoint;
    this.#checkLengths(arrays, place);
    this.values.set(arrays.values!);
    this.average.set(arrays.average ?? arrays.values!);
    for (const [name, array] of Object.entries(this.optimiser.state)) array.set(arrays[`optimiser/${name}`]!);
    this.optimiser.updates = checkpoint.optimiserUpdates;
    this.sampler.restore(checkpoint.sampler);
    this.step = checkpoint.step;
    const { steps } = this.recipe.schedule;
    if (schedule === "further" && checkpoint.step > steps)
      throw new TrainingError(
        `${place} holds a training of ${checkpoint.step} steps, expected at most the ${steps} steps of the recipe that is to extend it. Give it more steps.`,
      );
    this.finished = schedule === "further" ? checkpoint.step >= steps : checkpoint.finished;
    this.learningRateScale = checkpoint.learningRateScale;
    this.epoch.state = checkpoint.epoch;
    this.best = checkpoint.best;
    this.validation = checkpoint.validation;
  }

  #checkLengths(arrays: Checkpoint["arrays"], place: string): void {
    const { values, average, optimiser } = this;
    const expected = { values, ...(arrays.average ? { average } : {}) };
    const moments = Object.entries(optimiser.state).map(([name, array]) => [`optimiser/${name}`, array] as const);
    for (const [name, { length }] of [...Object.entries(expected), ...moments])
      if (arrays[name]?.length !== length)
        throw new TrainingError(
          `${place} holds a checkpoint with ${arrays[name]?.length ?? "no"} numbers of "${name}", expected ${length}. Remove it to continue from the previous one.`,
        );
  }
}

/** Where modules lie is not what they do, which the conditions tell: a folder may move. */
function withoutAddresses(recipe: object): string {
  return JSON.stringify(recipe, (name, value) => (name === "module" ? undefined : value));
}

/** All of a recipe but when things happen. */
function withoutSchedule({ schedule: _, batches, ...recipe }: Recipe): object {
  if (batches.kind === "plain") return { ...recipe, batches };
  return { ...recipe, batches: { ...batches, tables: batches.tables.map(({ fromStep: __, ...table }) => table) } };
}

/** The first field in which two recipes differ. */
function describeDifference(saved: Recipe, given: Recipe): string {
  const names = new Set([...Object.keys(saved), ...Object.keys(given)]) as Set<keyof Recipe>;
  for (const name of names) {
    const [before, now] = [JSON.stringify(saved[name]), JSON.stringify(given[name])];
    if (before !== now)
      return `its field "${name}" was ${before}, now it is ${now}${name === "schedule" ? "; extend (--extend) continues with another schedule" : ""}`;
  }
  return "its fields are in another order";
}
