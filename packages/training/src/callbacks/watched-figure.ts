import { TrainingError } from "@fagr/core";
import { isBetter, type MonitoredFigure, monitored } from "../trainer/monitor";
import type { EpochLogs } from "./training-callback";

/** What a callback that watches a figure remembers; plain data for checkpoints. */
export interface WatchState {
  readonly best: number | null;
  /** Epochs since the best one. */
  readonly waited: number;
}

/**
 * Moves on by an epoch.
 *
 * @throws TrainingError if the validation has no such figure.
 */
export function watchEpoch(
  { best, waited }: WatchState,
  {
    callback,
    logs,
    monitor,
    minimumChange,
  }: { callback: string; logs: EpochLogs; monitor: MonitoredFigure; minimumChange: number },
): WatchState {
  const value = logs.validation && monitored(logs.validation, monitor);
  if (value === null)
    throw new TrainingError(
      `The callback "${callback}" watches the validation's ${monitor}, but no validation sample has the labels for it. Set samples apart for validation or watch another figure.`,
    );
  // It has to be better by the minimum change: where high is good that much above the best, where low is good below it.
  const margin = isBetter(monitor, { value: 1, than: 0 }) ? minimumChange : -minimumChange;
  if (best === null || isBetter(monitor, { value, than: best + margin })) return { best: value, waited: 0 };
  return { best, waited: waited + 1 };
}
