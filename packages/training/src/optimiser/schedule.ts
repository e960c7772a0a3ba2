/** What every schedule has. */
interface CommonSchedule {
  /** Highest learning rate. */
  readonly learningRate: number;
  /** Steps of linear warm-up from 0. Default 0. */
  readonly warmUpSteps?: number;
  /** All steps of the training. */
  readonly steps: number;
}

/** The learning rate stays, as in the document. */
export interface ConstantSchedule extends CommonSchedule {
  readonly kind: "constant";
}

/** Half a cosine down (Loshchilov and Hutter 2017). */
export interface CosineSchedule extends CommonSchedule {
  readonly kind: "cosine";
  /** Where the last step ends. Default 0. */
  readonly finalLearningRate?: number;
}

/** The learning rate is multiplied by a factor at certain steps. */
export interface StepSchedule extends CommonSchedule {
  readonly kind: "step";
  /** Steps from which the learning rate is smaller, rising. */
  readonly at: readonly number[];
  /** Factor at each of them. Default 0.1. */
  readonly factor?: number;
}

/** How the learning rate goes over the steps, and how many there are. */
export type Schedule = ConstantSchedule | CosineSchedule | StepSchedule;

/** The learning rate of a step, counted from 0. */
export function learningRateAt(schedule: Schedule, step: number): number {
  const { learningRate, warmUpSteps = 0, steps } = schedule;
  if (step < warmUpSteps) return (learningRate * (step + 1)) / warmUpSteps;
  switch (schedule.kind) {
    case "constant":
      return learningRate;
    case "step":
      return learningRate * (schedule.factor ?? 0.1) ** schedule.at.filter((at) => step >= at).length;
    case "cosine": {
      const { finalLearningRate = 0 } = schedule;
      const progress = Math.min((step - warmUpSteps) / Math.max(steps - warmUpSteps, 1), 1);
      return finalLearningRate + ((learningRate - finalLearningRate) * (1 + Math.cos(Math.PI * progress))) / 2;
    }
  }
}
