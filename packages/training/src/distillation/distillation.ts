import type { Architecture, Task } from "@fagr/core/network";

/**
 * Distillation (Hinton, Vinyals and Dean 2015): the answers of trained networks, the teachers, become part of the targets. A teacher
 * of the student's own size helps too (Furlanello et al. 2018): its answers spread over several ages where a label names one, doubt
 * labels that look wrong, and stand in for the labels that a face lacks.
 */
export interface Distillation {
  /**
   * The teachers' share of the targets of a face that has a label, 0 < share <= 1. The answer for a label that a face lacks counts for this share
   * of a face.
   */
  readonly share: number;
}

/** A network whose answers are taught. The student's architecture may be another, but their ages have to be the same. */
export interface Teacher {
  readonly architecture: Architecture;
  /** By name, as `train` gives them or `loadWeights()` reads them. */
  readonly weights: ReadonlyMap<string, Float32Array>;
  /** What the weights have learned, both by default: only what all teachers know is taught. */
  readonly tasks?: readonly Task[];
}
