import { RuntimeMissingError } from "@fagr/core";
import { memoryStorage, type TrainingStorage } from "../storage/training-storage";
import { activateBackend, backendPackages, type TrainingBackend, type TrainingBackendName } from "./backend";
import { checkTrainOptions } from "./check-train-options";
import { runTraining } from "./run-training";
import { createLocalTeam } from "./team";
import type { CommonTrainOptions, TrainResult } from "./train-options";

/** How to train in a browser. */
export interface BrowserTrainOptions extends CommonTrainOptions {
  /** Where checkpoints and metrics are stored; a stopped training continues from the newest checkpoint there. Default: memory. */
  readonly storage?: TrainingStorage;
}

/**
 * Trains a network in this tab, with the same loop as in Node. The steps keep their thread busy, so call it in a web worker to
 * keep the page responsive. The wasm backend loads its .wasm files from where the page says; the page has to import the other
 * backends itself.
 *
 * @throws TrainingError, DataError and RuntimeMissingError as `train` in Node does.
 *
 * @example
 * ```ts
 * import { browserStorage, train } from "@fagr/training/browser";
 *
 * const { weights } = await train({
 *   recipe, crops, training, validation,
 *   backend: { name: "wasm", wasmPaths: "/tfjs/" },
 *   storage: await browserStorage("my-model"),
 * });
 * ```
 */
export async function trainInBrowser(options: BrowserTrainOptions): Promise<TrainResult> {
  checkTrainOptions(options, "train()", ["storage"]);
  const { storage = memoryStorage() } = options;
  return runTraining({ ...options, storage, createTeam: createLocalTeam(activateInBrowser) });
}

function activateInBrowser(backend: TrainingBackend): Promise<void> {
  return activateBackend(backend, async (name: TrainingBackendName) => {
    throw new RuntimeMissingError(
      backendPackages[name],
      `Expected the backend "${name}" to be there already: import ${backendPackages[name]} on the page before the training, or train on wasm.`,
    );
  });
}
