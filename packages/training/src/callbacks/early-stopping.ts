import type { MonitoredFigure } from "../trainer/monitor";
import type { TrainingCallback } from "./training-callback";
import { type WatchState, watchEpoch } from "./watched-figure";

/** When to stop. */
export interface EarlyStoppingOptions {
  /** Default "loss". */
  readonly monitor?: MonitoredFigure;
  /** Epochs (validations) without a better figure after which the stage ends. Default 5. */
  readonly patience?: number;
  /** Smallest improvement that counts. Default 0. */
  readonly minimumChange?: number;
}

/**
 * Ends a stage when the validation gets no better. With `weights: "best"` the training returns the weights of its best validation
 * instead of the last ones.
 *
 * @example
 * ```ts
 * await train({ ...options, callbacks: [earlyStopping({ monitor: "ageError", patience: 5 })], weights: "best" });
 * ```
 */
export function earlyStopping({
  monitor = "loss",
  patience = 5,
  minimumChange = 0,
}: EarlyStoppingOptions = {}): TrainingCallback {
  const name = "earlyStopping";
  let state: WatchState = { best: null, waited: 0 };
  return {
    name,
    settings: { monitor, patience, minimumChange },
    onTrainBegin() {
      state = { best: null, waited: 0 };
    },
    onEpochEnd(_, logs, control) {
      state = watchEpoch(state, { callback: name, logs, monitor, minimumChange });
      if (state.waited >= patience) control.stopTraining();
    },
    saveState: () => state,
    restoreState(saved) {
      state = saved as WatchState;
    },
  };
}
