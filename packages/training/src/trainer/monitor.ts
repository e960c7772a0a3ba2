import type { TaskFigures } from "./task-figures";

/**
 * A figure of the validation that decides which weights are better: one of {@link TaskFigures}, or "loss", the sum of
 * `ageLoss`, `genderLoss` and the losses of further attributes as far as they are known.
 */
export type MonitoredFigure = "loss" | Exclude<keyof TaskFigures, "attributes">;

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
  const { ageLoss, genderLoss, attributes = {} } = figures;
  const known = [ageLoss, genderLoss, ...Object.values(attributes).map(({ loss }) => loss)].filter(
    (loss) => loss !== null,
  );
  return known.length === 0 ? null : known.reduce((sum, loss) => sum + loss);
}

/** Whether a value is better than another: accuracies should be high, losses and errors low. */
export function isBetter(name: MonitoredFigure, { value, than }: { value: number; than: number }): boolean {
  return name.endsWith("Accuracy") ? value > than : value < than;
}
