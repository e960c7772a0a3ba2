/**
 * Training in a browser tab: what of `@fagr/training` needs no files and no threads of Node. Pictures are cropped before,
 * with `fagr prepare` or on the page itself with `cropAndResize` of `@fagr/core`.
 *
 * @module @fagr/training/browser
 */

export { type Augmentation, noAugmentation } from "./augmentation/augmentation";
export { csvLogger } from "./callbacks/csv-logger";
export { type EarlyStoppingOptions, earlyStopping } from "./callbacks/early-stopping";
export { type ReduceLearningRateOptions, reduceLearningRateOnPlateau } from "./callbacks/reduce-learning-rate";
export type { BatchLogs, EpochLogs, TrainingCallback, TrainingControl } from "./callbacks/training-callback";
export type { AnswerSheet, Distillation, Teacher } from "./distillation/distillation";
export { ageGenderStage, documentRecipe, genderStage } from "./recipe/document-recipe";
export { fittedRecipe } from "./recipe/fitted-recipe";
export { parseRecipe } from "./recipe/parse-recipe";
export type { Recipe, TrainingRecipe } from "./recipe/recipe";
export { browserStorage } from "./storage/browser-storage";
export { memoryStorage, type TrainingStorage } from "./storage/training-storage";
export type { TrainingBackend, TrainingBackendName } from "./trainer/backend";
export { readMetrics, type TrainingMetrics } from "./trainer/metrics-log";
export type { TaskFigures } from "./trainer/task-figures";
export { type BrowserTrainOptions, trainInBrowser as train } from "./trainer/train-in-browser";
export type { CommonTrainOptions, TrainResult } from "./trainer/train-options";
export type { TrainingEvent } from "./trainer/training-event";
export type { ValidationFigures, ValidationResult } from "./trainer/validate";
