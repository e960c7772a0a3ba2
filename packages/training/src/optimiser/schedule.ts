/** How the learning rate goes over the steps. */
export interface Schedule {
  readonly kind: "constant" | "cosine";
  /** Highest learning rate. */
  readonly learningRate: number;
  /** Steps of linear warm-up from 0. */
  readonly warmUpSteps: number;
  /** All steps; where a cosine reaches 0. */
  readonly steps: number;
}

/** The learning rate of a step, counted from 0. */
export function learningRateAt({ kind, learningRate, warmUpSteps, steps }: Schedule, step: number): number {
  if (step < warmUpSteps) return (learningRate * (step + 1)) / warmUpSteps;
  if (kind === "constant") return learningRate;
  const progress = Math.min((step - warmUpSteps) / Math.max(steps - warmUpSteps, 1), 1);
  return (learningRate * (1 + Math.cos(Math.PI * progress))) / 2;
}
