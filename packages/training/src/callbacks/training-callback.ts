// Callbacks, which may watch a training and stop it or change its learning rate, and the callbacks that come with the library.
import type { Recipe } from "../recipe/recipe";
import type { TrainingStorage } from "../storage/training-storage";
import type { TaskFigures } from "../trainer/task-figures";
import type { ValidationResult } from "../trainer/validate";

/** The training as a callback sees and steers it. */
export interface TrainingControl {
  /** Name of the stage that is trained. */
  readonly stage: string;
  readonly recipe: Recipe;
  /** Where checkpoints and metrics are stored; a callback may store files of its own there. */
  readonly storage: TrainingStorage;
  /** Steps done. */
  readonly step: number;
  /** Factor on the schedule's learning rate, 1 at first. Saved in checkpoints. */
  learningRateScale: number;
  /** Ends the stage after the current step, as if it were the last one. */
  stopTraining(): void;
}

/** The figures of a batch. */
export interface BatchLogs extends TaskFigures {
  /** The recipe's loss: its terms with their factors, summed. */
  readonly loss: number;
  /** The loss's terms without their factors, by name. */
  readonly losses: Readonly<Record<string, number>>;
  /** Norm of the whole gradient before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
}

/** The figures of an epoch. */
export interface EpochLogs {
  readonly learningRate: number;
  /** Means over the epoch's batches, as they were while the weights changed. */
  readonly training: TaskFigures & { readonly loss: number };
  /** Of the weights at the epoch's end; null where there are no validation samples. */
  readonly validation: ValidationResult | null;
}

/**
 * Functions that run at certain moments of a training, with Keras's names. All are awaited. An epoch is what lies between two
 * validations (`validateEvery` steps): group-balanced batches never reach the end of the data.
 *
 * A stage calls `onTrainBegin`, then for each batch `onBatchBegin` and `onBatchEnd`, around the batches of an epoch
 * `onEpochBegin` and `onEpochEnd`, around a validation `onTestBegin` and `onTestEnd`, and `onTrainEnd` when it is over or
 * interrupted. Epochs and batches are counted from 0. A loss that is not a number always ends a training, without a callback.
 */
export interface TrainingCallback {
  /** The name of its state in checkpoints. */
  readonly name: string;
  /** The settings that determine its behaviour, as JSON: a stopped training only continues with the same ones. */
  readonly settings?: unknown;
  /** Also called when a stopped training continues; state should be reset here. */
  onTrainBegin?(control: TrainingControl): void | Promise<void>;
  onTrainEnd?(control: TrainingControl): void | Promise<void>;
  onEpochBegin?(epoch: number, control: TrainingControl): void | Promise<void>;
  onEpochEnd?(epoch: number, logs: EpochLogs, control: TrainingControl): void | Promise<void>;
  onBatchBegin?(batch: number, control: TrainingControl): void | Promise<void>;
  onBatchEnd?(batch: number, logs: BatchLogs, control: TrainingControl): void | Promise<void>;
  onTestBegin?(control: TrainingControl): void | Promise<void>;
  onTestEnd?(logs: ValidationResult, control: TrainingControl): void | Promise<void>;
  /** What to put into a checkpoint, as JSON. */
  saveState?(): unknown;
  /** Called after `onTrainBegin` with the result of `saveState`, if a training continues from a checkpoint. */
  restoreState?(state: unknown): void | Promise<void>;
}
