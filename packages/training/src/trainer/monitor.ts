import type { TaskFigures } from "./task-figures";

/**
 * A figure of the validation that decides which weights are better: one of {@link TaskFigures}, or "loss", the sum of
 * `ageLoss` and `genderLoss` as far as they are known.
 */
export type MonitoredFigure = "loss" | keyof TaskFigures;

/** All of them, for command lines and messages. */
export const monitoredFigures: readonly MonitoredFigure[] = [
  "loss",
  "ageLoss",
  "ageAccuracy",
  "ageError",
  "genderLoss",
  "genderAccuracy",
];

/** The figure of a validation, or null where no validation sample has that label. */
export function monitored(figures: TaskFigures, name: MonitoredFigure): number | null {
  if (name !== "loss") return figures[name];
  const { ageLoss, genderLoss } = figures;
  return ageLoss === null && genderLoss === null ? null : (ageLoss ?? 0) + (genderLoss ?? 0);
}

/** Whether a value is better than another: accuracies should be high, losses and errors low. */
export function isBetter(name: MonitoredFigure, { value, than }: { value: number; than: number }): boolean {
  return name.endsWith("Accuracy") ? value > than : value < than;
}
