import { TrainingError } from "@fagr/core";
import type { CropSet } from "@fagr/data/crops";
import { CallbackList } from "../callbacks/callback-list";
import type { BatchLogs, TrainingControl } from "../callbacks/training-callback";
import type { Lessons } from "../distillation/taught-targets";
import { drawMixedFaces } from "../mixing/mixing";
import { drawStyles } from "../mixing/style-mixing";
import { learningRateAt } from "../optimiser/schedule";
import type { Checkpoint } from "./checkpoint";
import type { CheckpointStore } from "./checkpoint-store";
import { MetricsLog } from "./metrics-log";
import { monitored } from "./monitor";
import { moveStatistics, reduceGradients } from "./reduce-gradients";
import type { PartResult } from "./replica";
import { Speedometer } from "./speedometer";
import { splitBatch } from "./split-batch";
import type { StageState } from "./stage-state";
import { addFigures, type FigureSums, toFigures } from "./task-figures";
import type { Team } from "./team";
import type { TrainingSetup } from "./train-options";
import type { StepEvent } from "./training-event";
import { validate } from "./validate";

/** What the loop works with. */
export interface StageLoopParts {
  readonly setup: TrainingSetup;
  /** Its values are the team's. */
  readonly state: StageState;
  readonly team: Team;
  readonly store: CheckpointStore;
  /** The stage's samples, indices into the crop set. */
  readonly indices: Int32Array;
  /** The crop set with its labels as the stage learns them. */
  readonly trainingCrops: CropSet;
  /** The team has them too. */
  readonly lessons: Lessons | undefined;
}

/**
 * The steps of one stage. Each draws a batch, shares it out, adds the gradients up and changes the weights once; then, where
 * they are due, come the metrics, the validation with the callbacks of an epoch, and last the checkpoint, which so holds
 * everything that the step changed.
 */
export class StageLoop {
  readonly #parts: StageLoopParts;
  readonly #callbacks: CallbackList;
  readonly #metrics: MetricsLog;
  readonly #speed = new Speedometer();
  readonly #control: TrainingControl;
  #stopped = false;

  constructor(parts: StageLoopParts) {
    const { setup, state } = parts;
    this.#parts = parts;
    this.#callbacks = new CallbackList(setup.callbacks ?? []);
    this.#metrics = new MetricsLog(setup.storage, { stage: state.recipe.name, every: setup.metricsEvery ?? 10 });
    const stop = () => {
      this.#stopped = true;
    };
    this.#control = {
      stage: state.recipe.name,
      recipe: state.recipe,
      storage: setup.storage,
      get step() {
        return state.step;
      },
      get learningRateScale() {
        return state.learningRateScale;
      },
      set learningRateScale(scale) {
        state.learningRateScale = scale;
      },
      stopTraining: stop,
    };
  }

  /** Runs until the stage is finished or the signal stops it. */
  async run(saved: Checkpoint | undefined): Promise<void> {
    const { state, setup } = this.#parts;
    const { checkpointEvery = 200, validateEvery = 500, signal } = setup;
    const { steps } = state.recipe.schedule;
    await this.#metrics.resumeAt(state.step);
    await this.#callbacks.call("onTrainBegin", this.#control);
    if (saved) await this.#callbacks.restoreStates(saved.callbacks);
    while (!state.finished && !signal?.aborted) {
      const epoch = Math.floor(state.step / validateEvery);
      if (state.step % validateEvery === 0) await this.#callbacks.call("onEpochBegin", this.#control, epoch);
      const logs = await this.#trainStep();
      const epochEnds = state.step % validateEvery === 0 || state.step === steps || this.#stopped;
      const isBest = epochEnds && (await this.#endEpoch(epoch, logs));
      state.finished = this.#stopped || state.step >= steps;
      if (isBest || state.finished || state.step % checkpointEvery === 0 || signal?.aborted) await this.#save();
    }
    await this.#callbacks.call("onTrainEnd", this.#control);
  }

  async #trainStep(): Promise<BatchLogs> {
    const { state, team, setup, indices, trainingCrops: crops, lessons } = this.#parts;
    const { recipe, layout, step } = state;
    await this.#callbacks.call("onBatchBegin", this.#control, step);
    const started = performance.now();
    const batch = state.sampler.next().map((index) => indices[index]!);
    const { architecture } = state;
    const { mixing, styleMixing, seed } = recipe;
    const mixed = mixing && drawMixedFaces(batch, { mixing, seed, step });
    const styles = styleMixing && drawStyles(batch.length, { styleMixing, seed, step });
    const parts = splitBatch(batch, { crops, step, parts: team.size, architecture, mixed, styles, lessons });
    const { loss, losses, figures } = addParts(await team.computeGradients(parts));
    const gradient = reduceGradients(team, { layout, parts: parts.length });
    const learningRate = learningRateAt(recipe.schedule, step) * state.learningRateScale;
    const gradientNorm = state.optimiser.update(state.values, { gradient, learningRate });
    await this.#checkNumbers({ loss, ...losses, "norm of the gradient": gradientNorm });
    moveStatistics(state.values, { batch: gradient, layout, momentum: recipe.batchNormMomentum });
    state.stepDone();
    state.epoch.add(loss, figures);
    this.#speed.add(batch.length, performance.now() - started);

    const logs: BatchLogs = { loss, losses, gradientNorm, learningRate, ...toFigures(figures) };
    const { steps } = recipe.schedule;
    const event: StepEvent = {
      kind: "step",
      stage: recipe.name,
      step: state.step,
      steps,
      ...logs,
      imagesPerSecond: this.#speed.imagesPerSecond,
      secondsLeft: (steps - state.step) * this.#speed.secondsPerStep,
    };
    setup.onEvent?.(event);
    await this.#metrics.addStep(event, figures);
    await this.#callbacks.call("onBatchEnd", this.#control, step, logs);
    return logs;
  }

  /** Stops before anything is saved: the checkpoints so far are good. */
  async #checkNumbers(numbers: Readonly<Record<string, number>>): Promise<void> {
    const { store, state } = this.#parts;
    for (const [name, value] of Object.entries(numbers))
      if (!Number.isFinite(value))
        throw new TrainingError(
          `Training diverged at step ${state.step} of the stage "${state.recipe.name}": expected finite numbers, but the ${name} is ${value}. ${await store.adviceAfterNaN()}`,
        );
  }

  /** Validates and tells the callbacks; answers whether the weights are among the best so far. */
  async #endEpoch(epoch: number, { learningRate }: BatchLogs): Promise<boolean> {
    const { state, team, setup, store } = this.#parts;
    const { crops, validation: indices } = setup;
    const { architecture, step, recipe } = state;
    const training = state.epoch.finish();
    let isBest = false;
    if (indices.length > 0) {
      await this.#callbacks.call("onTestBegin", this.#control);
      const options = { weights: state.shipped.slice(), crops, indices, architecture, loss: recipe.loss };
      const validation = await validate(team, options);
      state.validation = validation;
      const event = { kind: "validation", stage: recipe.name, step, ...validation } as const;
      setup.onEvent?.(event);
      await this.#metrics.add(event);
      await this.#callbacks.call("onTestEnd", this.#control, validation);
      const value = monitored(validation, store.monitor);
      if (value !== null) state.best = store.rank(state.best, { step, value });
      isBest = state.best.some((entry) => entry.step === step);
    }
    const logs = { learningRate, training, validation: state.validation };
    await this.#callbacks.call("onEpochEnd", this.#control, epoch, logs);
    return isBest;
  }

  async #save(): Promise<void> {
    const { state, store, setup, team, indices, trainingCrops: crops, lessons } = this.#parts;
    // Weights may be finite and yet so large that the next step fails. They must not push a good checkpoint out.
    const { architecture } = state;
    const probe = { crops, step: state.step, parts: 1, architecture, lessons };
    const { loss } = addParts(await team.computeGradients(splitBatch(indices.slice(0, probeSamples), probe)));
    await this.#checkNumbers({ "loss of the new weights": loss });
    const file = await store.save(state.toCheckpoint(this.#callbacks.saveStates()));
    setup.onEvent?.({ kind: "checkpoint", stage: state.recipe.name, step: state.step, file });
  }
}

/** How many faces are looked at to see that weights still work. */
const probeSamples = 8;

/** The whole batch's loss and figures from those of its parts. */
function addParts(parts: readonly PartResult[]): { loss: number; losses: Record<string, number>; figures: FigureSums } {
  const losses: Record<string, number> = {};
  for (const part of parts)
    for (const [name, value] of Object.entries(part.losses)) losses[name] = (losses[name] ?? 0) + value;
  return {
    loss: parts.reduce((sum, part) => sum + part.loss, 0),
    losses,
    figures: addFigures(parts.map((part) => part.figures)),
  };
}
