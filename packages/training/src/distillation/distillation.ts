// Teaching by the answers of other networks: asking them before a stage begins, and mixing what they said into the targets.
import type { Architecture, Task } from "@fagr/core/network";
import * as v from "valibot";
import { number } from "../recipe/field-schemas";
import type { Given } from "../recipe/with-defaults";

export const distillationSchema = v.strictObject({
  /**
   * The teachers' share of the targets of a labelled face, 0 < share <= 1. For an unlabelled task the teachers' answer counts
   * with this share.
   */
  share: number("a share > 0 and <= 1", (value) => value > 0 && value <= 1),
});

/**
 * Distillation (Hinton, Vinyals and Dean 2015): the answers of trained networks, the teachers, become part of the targets. A
 * teacher of the student's own size helps too (Furlanello et al. 2018): its answers spread over several ages where a label names
 * one, weaken labels that look wrong, and replace labels that a face lacks.
 */
export interface Distillation extends Given<typeof distillationSchema> {}

/** A network whose answers are taught. Its architecture may differ from the student's, but their ages have to be the same. */
export interface Teacher {
  readonly architecture: Architecture;
  /** By name, as `train` gives them or `loadWeights()` reads them. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  /** What the weights have learned, both by default: only what all teachers know is taught. */
  readonly tasks?: readonly Task[];
}

/**
 * Stored answers of a teacher, a row for each sample of the crop set: a network that this library does not run, the mean of many
 * views of a face, or networks that answer only for faces that they were not trained on.
 */
export interface AnswerSheet {
  /** Lowest and highest age of the columns, years: those of the student. */
  readonly ageRange: readonly [minimum: number, maximum: number];
  /** `[N, classes]` probabilities; each row that is taught sums to 1, the others may be 0. */
  readonly ages: Float32Array;
  /** `[N, 2]` female, male; likewise. */
  readonly genders: Float32Array;
  /** What is answered, both by default. */
  readonly tasks?: readonly Task[];
}
