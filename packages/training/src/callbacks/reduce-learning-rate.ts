import type { MonitoredFigure } from "../trainer/monitor";
import type { TrainingCallback } from "./training-callback";
import { type WatchState, watchEpoch } from "./watched-figure";

/** When to lower the learning rate, and how far. */
export interface ReduceLearningRateOptions {
  /** Default "loss". */
  readonly monitor?: MonitoredFigure;
  /** Epochs (validations) without a better figure after which the learning rate falls. Default 3. */
  readonly patience?: number;
  /** Factor on the learning rate each time, between 0 and 1. Default 0.1. */
  readonly factor?: number;
  /** The scale does not fall below this. Default 0.001. */
  readonly minimumScale?: number;
  /** Smallest improvement that counts. Default 0. */
  readonly minimumChange?: number;
}

/**
 * Lowers the learning rate when the validation gets no better, by a factor on top of the recipe's schedule.
 *
 * @example
 * ```ts
 * await train({ ...options, callbacks: [reduceLearningRateOnPlateau({ factor: 0.5, patience: 2 })] });
 * ```
 */
export function reduceLearningRateOnPlateau({
  monitor = "loss",
  patience = 3,
  factor = 0.1,
  minimumScale = 0.001,
  minimumChange = 0,
}: ReduceLearningRateOptions = {}): TrainingCallback {
  const name = "reduceLearningRateOnPlateau";
  let state: WatchState = { best: null, waited: 0 };
  return {
    name,
    settings: { monitor, patience, factor, minimumScale, minimumChange },
    onTrainBegin() {
      state = { best: null, waited: 0 };
    },
    onEpochEnd(_, logs, control) {
      state = watchEpoch(state, { callback: name, logs, monitor, minimumChange });
      if (state.waited < patience) return;
      control.learningRateScale = Math.max(control.learningRateScale * factor, minimumScale);
      state = { ...state, waited: 0 };
    },
    saveState: () => state,
    restoreState(saved) {
      state = saved as WatchState;
    },
  };
}
