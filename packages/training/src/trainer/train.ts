// The trainer. Stages of the recipe, steps of a stage, replicas of a step on worker threads, and checkpoints that continue to the same
// weights. train-in-browser.ts is the same without threads and files.
import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { lockFolder } from "@fagr/core/files";
import { folderStorage } from "../storage/folder-storage";
import { checkTrainOptions } from "./check-train-options";
import { activateNodeBackend } from "./node-backend";
import { runTraining } from "./run-training";
import { createLocalTeam } from "./team";
import type { CommonTrainOptions, TrainResult } from "./train-options";
import { createWorkerTeam } from "./worker-team";

/** How to train in Node. */
export interface TrainOptions extends CommonTrainOptions {
  /** Folder of the checkpoints and metrics.jsonl; a stopped training continues from the newest checkpoint there. */
  readonly folder: string;
  /** Worker threads, one per core; 0 trains in this thread. Use 1 on a GPU. */
  readonly workers: number;
}

/**
 * Trains a network, or continues from the newest checkpoint in the folder: one step draws a batch, splits it among the workers,
 * adds up their gradients, and updates the weights once. Batch normalisation uses the whole batch, so the number of workers only
 * changes rounding; a continued training may use another number. Stages store their checkpoints in folders of their own,
 * `1-gender`, `2-age-gender` and so on; each starts with the weights of the previous one. A resumed training draws the same
 * batches with the same augmentation as one that was never stopped, and ends with the same weights.
 *
 * @throws TrainingError if a loss or a gradient is not a number (checkpoints stay good), if the folder holds checkpoints of
 *   another recipe, of other data or other settings, or a damaged one, or if a worker dies.
 * @throws LockedError if another process is training in the folder, WriteError if the disk is full.
 * @throws DataError if the crops lack samples that the recipe asks for, naming the group or the data set.
 * @throws RuntimeMissingError if the backend's package is missing or does not work here.
 *
 * @example
 * ```ts
 * const { crops, training, validation } = splitCropSet(await openCropSet("crops"), { validationShare: 0.1 });
 * const { weights } = await train({ recipe: documentRecipe, crops, training, validation, folder: "run", workers: 2 });
 * ```
 */
export async function train(options: TrainOptions): Promise<TrainResult> {
  checkTrainOptions(options, "train()", ["folder", "workers"]);
  const { folder, workers } = options;
  if (typeof folder !== "string" || folder === "")
    throw new InvalidArgumentError(`Expected a folder for checkpoints, as a path, received ${describeValue(folder)}.`);
  if (!(Number.isInteger(workers) && workers >= 0))
    throw new InvalidArgumentError(`Expected a whole number of workers >= 0, received ${describeValue(workers)}.`);
  const createTeam = workers === 0 ? createLocalTeam(activateNodeBackend) : createWorkerTeam(workers);
  await using _lock = await lockFolder(folder, "train");
  return await runTraining({ ...options, storage: folderStorage(folder), createTeam });
}
