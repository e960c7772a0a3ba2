import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createArchitecture, InvalidArgumentError, planNetwork, TrainingError } from "@fagr/core";
import type { CropSet } from "../crops/crop-set";
import { hasAge } from "../losses/targets";
import { initialiseParameters, layOutParameters, type ParameterLayout, toNamedTensors } from "../network/parameters";
import { Adam } from "../optimiser/adam";
import { updateMovingAverage } from "../optimiser/moving-average";
import { learningRateAt } from "../optimiser/schedule";
import type { Recipe } from "../recipe/recipe";
import { GroupBalancedSampler } from "../sampler/group-balanced-sampler";
import { loadNewestCheckpoint, saveCheckpoint } from "./checkpoint";
import type { PartLosses, ReplicaOptions, StepPart } from "./replica";
import { createLocalTeam, createWorkerTeam, type Team } from "./team";
import { type ValidationResult, validate } from "./validate";

/** What happens during a training, as it happens. */
export type TrainingEvent =
  | { readonly kind: "resumed"; readonly step: number }
  | {
      readonly kind: "step";
      readonly step: number;
      readonly steps: number;
      readonly losses: PartLosses;
      readonly gradientNorm: number;
      readonly learningRate: number;
      /** Over the last steps, validation left out. */
      readonly imagesPerSecond: number;
      readonly secondsLeft: number;
    }
  | ({ readonly kind: "validation"; readonly step: number } & ValidationResult)
  | { readonly kind: "checkpoint"; readonly step: number; readonly file: string };

/** How to train. */
export interface TrainOptions {
  readonly recipe: Recipe;
  readonly crops: CropSet;
  /** Indices into the crop set. */
  readonly training: Int32Array;
  /** Indices into the crop set, none of them in `training`. */
  readonly validation: Int32Array;
  /** Where checkpoints and metrics.jsonl go; a training that stopped goes on from the newest checkpoint there. */
  readonly folder: string;
  /** Worker threads, one a core; 0 trains in this thread. */
  readonly workers: number;
  /** Steps between checkpoints. Default 200. */
  readonly checkpointEvery?: number;
  /** Steps between validations. Default 500. */
  readonly validateEvery?: number;
  /** Steps between lines of metrics.jsonl. Default 10. */
  readonly metricsEvery?: number;
  readonly onEvent?: (event: TrainingEvent) => void;
  /** Stops after the step that is running, with a checkpoint. */
  readonly signal?: AbortSignal;
}

/** What a training ends with. */
export interface TrainResult {
  /** Steps done, over all runs. */
  readonly step: number;
  /** Whether it was stopped before the recipe's last step. */
  readonly interrupted: boolean;
  /** The weights to ship: the average, or the last ones where the recipe keeps no average. */
  readonly weights: Map<string, Float32Array>;
  readonly validation: ValidationResult | undefined;
}

/**
 * Trains a network from random weights, or goes on from the newest checkpoint in the folder: one step draws a batch,
 * shares it among the workers, adds their gradients up, and changes the weights once. A resumed training draws the same
 * batches with the same augmentation as one that was never stopped.
 *
 * @throws TrainingError if the loss is not a number (the last checkpoint stays) or a worker dies.
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  const {
    recipe,
    crops,
    folder,
    checkpointEvery = 200,
    validateEvery = 500,
    metricsEvery = 10,
    onEvent,
    signal,
  } = options;
  if (!(Number.isInteger(options.workers) && options.workers >= 0))
    throw new InvalidArgumentError(`Expected a whole number of workers >= 0, received ${options.workers}.`);
  await mkdir(folder, { recursive: true });
  const architecture = createArchitecture(recipe.architecture);
  const layout = layOutParameters(planNetwork(architecture));
  const replica: ReplicaOptions = {
    architecture,
    crops,
    loss: recipe.loss,
    augmentation: recipe.augmentation,
    seed: recipe.seed,
  };
  const team =
    options.workers === 0
      ? await createLocalTeam(replica, layout.length)
      : await createWorkerTeam(replica, { workers: options.workers, length: layout.length });
  try {
    const samples = Array.from(options.training, (index) => crops.manifest.samples[index]!);
    const sampler = new GroupBalancedSampler(samples, { stages: recipe.batches, seed: recipe.seed });
    const adam = new Adam(layout, recipe.optimiser);
    team.values.set(initialiseParameters(layout, recipe.seed));
    const average = team.values.slice();
    const checkpoint = await loadNewestCheckpoint(folder);
    if (checkpoint) {
      if (JSON.stringify(checkpoint.recipe) !== JSON.stringify(recipe))
        throw new TrainingError(
          `${folder} holds checkpoints of another recipe ("${checkpoint.recipe.name}"). Use another folder or the recipe that it began with.`,
        );
      team.values.set(checkpoint.arrays.values);
      average.set(checkpoint.arrays.average);
      adam.firstMoment.set(checkpoint.arrays.firstMoment);
      adam.secondMoment.set(checkpoint.arrays.secondMoment);
      adam.updates = checkpoint.optimiserUpdates;
      sampler.restore(checkpoint.sampler);
      onEvent?.({ kind: "resumed", step: checkpoint.sampler.step });
    }
    const shipped = () => (recipe.averageDecay > 0 ? average : team.values);
    const report = async (event: TrainingEvent) => {
      onEvent?.(event);
      await appendFile(join(folder, "metrics.jsonl"), `${JSON.stringify(event)}\n`);
    };
    const save = async (step: number) => {
      const file = await saveCheckpoint(folder, {
        checkpoint: {
          recipe,
          sampler: sampler.state,
          optimiserUpdates: adam.updates,
          arrays: { values: team.values, average, firstMoment: adam.firstMoment, secondMoment: adam.secondMoment },
        },
      });
      await report({ kind: "checkpoint", step, file });
    };
    const { steps } = recipe.schedule;
    const speed = new Speedometer();
    let validation: ValidationResult | undefined;
    let step = sampler.state.step;
    while (step < steps && !signal?.aborted) {
      const started = performance.now();
      const indices = sampler.next().map((index) => options.training[index]!);
      const losses = await team.computeGradients(
        partsOf(indices, { crops, step, parts: team.size, ageRange: architecture.ageRange }),
      );
      const total = sumLosses(losses);
      if (!Number.isFinite(total.age + total.gender + total.expectation))
        throw new TrainingError(
          `The loss is not a number at step ${step}. The last checkpoint in ${folder} is good: lower the learning rate and train on in a new folder from there.`,
        );
      reduceGradients(team, layout);
      const learningRate = learningRateAt(recipe.schedule, step);
      const gradient = team.gradients[0]!;
      const gradientNorm = adam.update(team.values, { gradient, learningRate });
      moveStatistics(team.values, { batch: gradient, layout, momentum: recipe.batchNormMomentum });
      if (recipe.averageDecay > 0)
        updateMovingAverage(average, { values: team.values, decay: recipe.averageDecay, updates: adam.updates });
      step++;
      speed.add(indices.length, performance.now() - started);
      const event: TrainingEvent = {
        kind: "step",
        step,
        steps,
        losses: total,
        gradientNorm,
        learningRate,
        imagesPerSecond: speed.imagesPerSecond,
        secondsLeft: (steps - step) * speed.secondsPerStep,
      };
      if (step % metricsEvery === 0) await report(event);
      else onEvent?.(event);
      if (step % validateEvery === 0 || step === steps) {
        validation = await validate(team, { weights: shipped(), crops, indices: options.validation, architecture });
        await report({ kind: "validation", step, ...validation });
      }
      if (step % checkpointEvery === 0 || step === steps || signal?.aborted) await save(step);
    }
    return { step, interrupted: step < steps, weights: toNamedTensors(shipped().slice(), layout), validation };
  } finally {
    await team.dispose();
  }
}

function partsOf(
  indices: Int32Array,
  {
    crops,
    step,
    parts,
    ageRange,
  }: { crops: CropSet; step: number; parts: number; ageRange: readonly [number, number] },
): StepPart[] {
  const samples = Array.from(indices, (index) => crops.manifest.samples[index]!);
  const ageCount = samples.filter((sample) => hasAge(sample, ageRange)).length;
  const genderCount = samples.filter((sample) => sample.gender !== null).length;
  const share = Math.ceil(indices.length / parts);
  return Array.from({ length: Math.ceil(indices.length / share) }, (_, part) => ({
    step,
    indices: indices.slice(part * share, (part + 1) * share),
    batchOffset: part * share,
    ageCount,
    genderCount,
  }));
}

function sumLosses(parts: readonly PartLosses[]): PartLosses {
  const sum = (key: keyof PartLosses) => parts.reduce((total, part) => total + part[key], 0);
  return { age: sum("age"), expectation: sum("expectation"), gender: sum("gender") };
}

/** Adds the replicas' gradients up in the first one's array, in their order; batch statistics are averaged. */
function reduceGradients({ gradients }: Team, layout: ParameterLayout): void {
  const [first, ...others] = gradients as [Float32Array, ...Float32Array[]];
  for (const other of others) for (let index = 0; index < first.length; index++) first[index]! += other[index]!;
  for (const { trainable, offset, length } of layout.slots)
    if (!trainable) for (let index = offset; index < offset + length; index++) first[index]! /= gradients.length;
}

function moveStatistics(
  values: Float32Array,
  { batch, layout, momentum }: { batch: Float32Array; layout: ParameterLayout; momentum: number },
): void {
  for (const { trainable, offset, length } of layout.slots)
    if (!trainable)
      for (let index = offset; index < offset + length; index++)
        values[index]! += (1 - momentum) * (batch[index]! - values[index]!);
}

/** Speed over the last steps. */
class Speedometer {
  readonly #recent: { images: number; milliseconds: number }[] = [];

  add(images: number, milliseconds: number): void {
    this.#recent.push({ images, milliseconds });
    if (this.#recent.length > 20) this.#recent.shift();
  }

  get imagesPerSecond(): number {
    return this.#recent.reduce((sum, step) => sum + step.images, 0) / this.#seconds;
  }

  get secondsPerStep(): number {
    return this.#seconds / this.#recent.length;
  }

  get #seconds(): number {
    return this.#recent.reduce((sum, step) => sum + step.milliseconds, 0) / 1000;
  }
}
