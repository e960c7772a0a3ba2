import { type Architecture, planNetwork, TrainingError } from "@fagr/core";
import { layOutParameters, type ParameterLayout } from "../network/parameters";
import { updateMovingAverage } from "../optimiser/moving-average";
import { createOptimiser, type Optimiser } from "../optimiser/optimiser";
import { architectureOf, type Recipe } from "../recipe/recipe";
import { createSampler, type SampleLabels } from "../sampler/create-sampler";
import type { Sampler } from "../sampler/sampler";
import type { BestCheckpoint, Checkpoint } from "./checkpoint";
import { EpochMeans } from "./epoch-means";
import type { ValidationResult } from "./validate";

/** Everything of a stage that a checkpoint holds. */
export class StageState {
  readonly recipe: Recipe;
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
  constructor(recipe: Recipe, { samples, values }: { samples: readonly SampleLabels[]; values: Float32Array }) {
    this.recipe = recipe;
    this.architecture = architectureOf(recipe);
    this.layout = layOutParameters(planNetwork(this.architecture));
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
    const { recipe, step, finished, sampler, optimiser, learningRateScale, best, validation, values, average } = this;
    return {
      recipe,
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
   * @param place - Where it lies, for messages.
   * @throws TrainingError if it is one of another recipe.
   */
  restore(checkpoint: Checkpoint, place: string): void {
    if (JSON.stringify(checkpoint.recipe) !== JSON.stringify(this.recipe))
      throw new TrainingError(
        `${place} holds checkpoints of another recipe (${describeDifference(checkpoint.recipe, this.recipe)}). Use another folder or the recipe that it began with.`,
      );
    const { arrays } = checkpoint;
    this.values.set(arrays.values!);
    this.average.set(arrays.average ?? arrays.values!);
    for (const [name, array] of Object.entries(this.optimiser.state)) array.set(arrays[`optimiser/${name}`]!);
    this.optimiser.updates = checkpoint.optimiserUpdates;
    this.sampler.restore(checkpoint.sampler);
    this.step = checkpoint.step;
    this.finished = checkpoint.finished;
    this.learningRateScale = checkpoint.learningRateScale;
    this.epoch.state = checkpoint.epoch;
    this.best = checkpoint.best;
    this.validation = checkpoint.validation;
  }
}

/** The first field in which two recipes differ. */
function describeDifference(saved: Recipe, given: Recipe): string {
  const names = new Set([...Object.keys(saved), ...Object.keys(given)]) as Set<keyof Recipe>;
  for (const name of names) {
    const [before, now] = [JSON.stringify(saved[name]), JSON.stringify(given[name])];
    if (before !== now) return `its field "${name}" was ${before}, now it is ${now}`;
  }
  return "its fields stand in another order";
}
