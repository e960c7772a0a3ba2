import * as v from "valibot";
import { list, notNegative, positive, whole, wholePositive } from "../recipe/field-schemas";
import { type Given, withDefaults } from "../recipe/with-defaults";

const ratesSchema = v.strictObject({
  /** Highest learning rate. */
  learningRate: positive,
  /** Steps of linear warm-up from 0. Default 0. */
  warmUpSteps: v.optional(whole, 0),
  /** All steps of the training. */
  steps: wholePositive,
});

const constantSchema = v.strictObject({ kind: v.literal("constant"), ...ratesSchema.entries });
const cosineSchema = v.strictObject({
  kind: v.literal("cosine"),
  ...ratesSchema.entries,
  /** Where the last step ends. Default 0. */
  finalLearningRate: v.optional(notNegative, 0),
});
const stepSchema = v.strictObject({
  kind: v.literal("step"),
  ...ratesSchema.entries,
  /** Steps from which the learning rate is smaller, rising. */
  at: list(wholePositive, "a list of steps"),
  /** Factor at each of them. Default 0.1. */
  factor: v.optional(positive, 0.1),
});

export const scheduleSchema = v.variant("kind", [constantSchema, cosineSchema, stepSchema]);

// Declarations keep comments of a schema's own fields, and lose those of spread ones: interfaces take these from their own schema first.

interface Rates extends Given<typeof ratesSchema> {}

/** The learning rate stays, as in the document. */
export interface ConstantSchedule extends Rates, Given<typeof constantSchema> {}

/** The learning rate falls along half a cosine (Loshchilov and Hutter 2017). */
export interface CosineSchedule extends Rates, Given<typeof cosineSchema> {}

/** The learning rate is multiplied by a factor at certain steps. */
export interface StepSchedule extends Rates, Given<typeof stepSchema> {}

/** The learning rate over the steps, and their number. */
export type Schedule = ConstantSchedule | CosineSchedule | StepSchedule;

/** The learning rate of a step, counted from 0. */
export function learningRateAt(schedule: Schedule, step: number): number {
  const complete = withDefaults(scheduleSchema, schedule);
  const { learningRate, warmUpSteps, steps } = complete;
  if (step < warmUpSteps) return (learningRate * (step + 1)) / warmUpSteps;
  switch (complete.kind) {
    case "constant":
      return learningRate;
    case "step":
      return learningRate * complete.factor ** complete.at.filter((at) => step >= at).length;
    case "cosine": {
      const { finalLearningRate } = complete;
      const progress = Math.min((step - warmUpSteps) / Math.max(steps - warmUpSteps, 1), 1);
      return finalLearningRate + ((learningRate - finalLearningRate) * (1 + Math.cos(Math.PI * progress))) / 2;
    }
  }
}
