/**
 * Training: recipes, the trainer, its events, callbacks and storages.
 *
 * A recipe is plain data that describes everything except the data set; `train` runs it on workers, writes checkpoints and
 * continues where it stopped. What a loop of your own needs is in `@fagr/training/building-blocks`.
 *
 * @module @fagr/training
 */

export { noAugmentation } from "./augmentation/augmentation";
export { csvLogger } from "./callbacks/csv-logger";
export { type EarlyStoppingOptions, earlyStopping } from "./callbacks/early-stopping";
export { type ReduceLearningRateOptions, reduceLearningRateOnPlateau } from "./callbacks/reduce-learning-rate";
export type { BatchLogs, EpochLogs, TrainingCallback, TrainingControl } from "./callbacks/training-callback";
export type { AnswerSheet, Distillation, Teacher } from "./distillation/distillation";
export { changeRecipe, type RecipeChanges } from "./recipe/change-recipe";
export { ageGenderStage, documentLoss, documentRecipe, genderStage } from "./recipe/document-recipe";
export { type FineTuneOptions, fineTuneRecipe } from "./recipe/fine-tune-recipe";
export { fittedRecipe } from "./recipe/fitted-recipe";
export { compactStage, isRecipeName, namedRecipe, type RecipeName, recipeNames } from "./recipe/named-recipes";
export { parseRecipe } from "./recipe/parse-recipe";
export { architectureOf, type Recipe, type RecipeArchitecture, type TrainingRecipe } from "./recipe/recipe";
export { selectSamples } from "./recipe/select-samples";
export { folderStorage } from "./storage/folder-storage";
export { memoryStorage, type TrainingStorage } from "./storage/training-storage";
export { type TrainingBackend, type TrainingBackendName, trainingBackendNames } from "./trainer/backend";
export type { BestCheckpoint } from "./trainer/checkpoint";
export type { CheckpointRetention } from "./trainer/checkpoint-store";
export { readMetrics, type TrainingMetrics } from "./trainer/metrics-log";
export { type MonitoredFigure, monitoredFigures } from "./trainer/monitor";
export type { TaskFigures } from "./trainer/task-figures";
export { type TrainOptions, train } from "./trainer/train";
export type { CommonTrainOptions, TrainResult } from "./trainer/train-options";
export type {
  CheckpointEvent,
  LessonEvent,
  ResumedEvent,
  StageEvent,
  StepEvent,
  TrainingEvent,
  ValidationEvent,
} from "./trainer/training-event";
export type { ValidationFigures, ValidationResult } from "./trainer/validate";
