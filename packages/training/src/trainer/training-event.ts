import type { BatchLogs } from "../callbacks/training-callback";
import type { ValidationResult } from "./validate";

/** Names the stage that an event belongs to. */
interface InStage {
  readonly stage: string;
}

/** A stage starts, or continues from a checkpoint. */
export interface StageEvent extends InStage {
  readonly kind: "stage";
  /** Counted from 0. */
  readonly index: number;
  /** How many stages the recipe has. */
  readonly stages: number;
  /** All steps of the stage. */
  readonly steps: number;
  /** Samples that it trains on. */
  readonly samples: number;
}

/** Training continues from a checkpoint. */
export interface ResumedEvent extends InStage {
  readonly kind: "resumed";
  /** Steps done. */
  readonly step: number;
}

/** Teachers are asked before the first step of a stage with a distillation. */
export interface LessonEvent extends InStage {
  readonly kind: "lesson";
  /** Answers that are there. */
  readonly done: number;
  /** Faces times teachers. */
  readonly all: number;
  readonly secondsLeft: number;
}

/** A step was done. */
export interface StepEvent extends InStage, BatchLogs {
  readonly kind: "step";
  /** Steps done, this one among them. */
  readonly step: number;
  readonly steps: number;
  /** Over the last steps, validation left out. */
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

/** The weights were measured on the validation samples. */
export interface ValidationEvent extends InStage, ValidationResult {
  readonly kind: "validation";
  readonly step: number;
}

/** A checkpoint was written. */
export interface CheckpointEvent extends InStage {
  readonly kind: "checkpoint";
  readonly step: number;
  /** Its name in the training's storage. */
  readonly file: string;
}

/** An event of a training; plain data. */
export type TrainingEvent = StageEvent | ResumedEvent | LessonEvent | StepEvent | ValidationEvent | CheckpointEvent;
