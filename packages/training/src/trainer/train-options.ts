import type { Architecture } from "@fagr/core/network";
import type { CropSet } from "@fagr/data/crops";
import type { TrainingCallback } from "../callbacks/training-callback";
import type { AnswerSheet, Teacher } from "../distillation/distillation";
import type { Recipe, TrainingRecipe } from "../recipe/recipe";
import type { TrainingStorage } from "../storage/training-storage";
import type { TrainingBackend } from "./backend";
import type { BestCheckpoint } from "./checkpoint";
import type { CheckpointRetention } from "./checkpoint-store";
import type { CreateTeam } from "./team";
import type { TrainingEvent } from "./training-event";
import type { ValidationResult } from "./validate";

/** Options of training in Node and in browsers. */
export interface CommonTrainOptions {
  /** One recipe, or several stages one after the other. */
  readonly recipe: Recipe | TrainingRecipe;
  readonly crops: CropSet;
  /** Indices into the crop set. */
  readonly training: Int32Array;
  /** Indices into the crop set, none of them in `training`; may be empty. */
  readonly validation: Int32Array;
  /** What tfjs runs on, a name or with settings. Default "wasm". */
  readonly backend?: TrainingBackend["name"] | TrainingBackend;
  /** Steps between checkpoints. Default 200. */
  readonly checkpointEvery?: number;
  /** Steps between validations, which are an epoch for callbacks. Default 500. */
  readonly validateEvery?: number;
  /** Steps between lines of metrics.jsonl, which are means over these steps. Default 10. */
  readonly metricsEvery?: number;
  /** Which checkpoints stay. Default: the 2 newest, and the one with the lowest validation loss. */
  readonly keep?: CheckpointRetention;
  /** Whether a stage's result is its last weights or those of its best validation (`keep.monitor`). Default "last". */
  readonly weights?: "last" | "best";
  /**
   * Initial weights by name instead of random ones, such as those of `loadWeights()`. An age head for other ages is dropped
   * unless `initialAgeRange` is given.
   */
  readonly initialWeights?: ReadonlyMap<string, Float32Array>;
  /**
   * Age range, years, of the age head of `initialWeights` (`manifest.architecture.ageRange`). If the recipe's differs, common
   * ages keep what was learned, and new ages start as copies of the nearest.
   */
  readonly initialAgeRange?: Architecture["ageRange"];
  /**
   * Trained networks whose answers become part of the targets of stages with a `distillation`; of several the mean. They are
   * asked before a stage starts, and again when it continues: pass the same ones to a continued training. Stored answers of a
   * teacher are used unchanged.
   */
  readonly teachers?: readonly (Teacher | AnswerSheet)[];
  /**
   * Continues a finished training up to the recipe's steps: the schedule, and the steps at which quotas change, may differ from
   * before. Of several stages the last one is extended. Default false: a recipe with another schedule is refused.
   */
  readonly extend?: boolean;
  readonly callbacks?: readonly TrainingCallback[];
  readonly onEvent?: (event: TrainingEvent) => void;
  /** Stops after the current step, with a checkpoint. */
  readonly signal?: AbortSignal;
}

/** The options with everything that Node and browsers do differently. */
export interface TrainingSetup extends CommonTrainOptions {
  readonly storage: TrainingStorage;
  readonly createTeam: CreateTeam;
}

/** The result of a training. */
export interface TrainResult {
  /** The stage that was trained last. */
  readonly stage: string;
  /** Steps done in that stage, over all runs. */
  readonly step: number;
  /** Whether it was stopped before the end of the recipe. */
  readonly interrupted: boolean;
  /** The resulting weights, by name: the average, or the trained ones if the recipe keeps no average. */
  readonly weights: Map<string, Float32Array>;
  /** The validation of the stage's last steps; null where there are no validation samples. */
  readonly validation: ValidationResult | null;
  /** The kept checkpoints with the best validations of the last stage, best first. */
  readonly best: readonly BestCheckpoint[];
}
