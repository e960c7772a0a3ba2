/**
 * Training: group-balanced batches, losses, optimisers, recipes, and a trainer that works in parallel.
 *
 * @module @fagr/training
 */

export { type AugmentTarget, augmentCrop } from "./augmentation/augment";
export { type Augmentation, documentAugmentation, noAugmentation } from "./augmentation/augmentation";
export type { SourceCrop } from "./augmentation/warp";
export { csvLogger } from "./callbacks/csv-logger";
export { type EarlyStoppingOptions, earlyStopping } from "./callbacks/early-stopping";
export { type ReduceLearningRateOptions, reduceLearningRateOnPlateau } from "./callbacks/reduce-learning-rate";
export type { BatchLogs, EpochLogs, TrainingCallback, TrainingControl } from "./callbacks/training-callback";
export type { Distillation, Teacher } from "./distillation/distillation";
export { type ArcFaceOptions, arcFaceLossSum } from "./losses/arc-face";
export { type ClassTargets, crossEntropySum, focalLossSum, ordinalLossSum } from "./losses/distribution-losses";
export { expectationLossSum, meanVarianceSums, type YearTargets } from "./losses/expectation-losses";
export type {
  AgeLoss,
  ArcFaceLoss,
  CrossEntropyLoss,
  FocalLoss,
  GenderLoss,
  LabelDistributionLoss,
  LossOptions,
  MeanVarianceLoss,
  OrdinalLoss,
} from "./losses/loss-options";
export type { AdjustedAges, CoveredAges, SourceAges } from "./losses/source-ages";
export { hasAge, makeTargets, type TargetOptions, type Targets } from "./losses/targets";
export { type TotalLoss, type TotalLossOptions, totalLoss } from "./losses/total-loss";
export type { Mixing } from "./mixing/mixing";
export { type ExpandOptions, expandParameters } from "./network/expand";
export { forwardTraining, type TrainingPass } from "./network/forward";
export { moveAgeHead } from "./network/move-age-head";
export {
  fromNamedTensors,
  initialiseParameters,
  layOutParameters,
  type ParameterLayout,
  type ParameterSlot,
  slotView,
  toNamedTensors,
} from "./network/parameters";
export { updateMovingAverage } from "./optimiser/moving-average";
export { createOptimiser, type Optimiser, type OptimiserStep } from "./optimiser/optimiser";
export type {
  AdadeltaOptions,
  AdagradOptions,
  AdamOptions,
  CommonOptimiserOptions,
  MomentumOptions,
  MuonOptions,
  OptimiserOptions,
  RmspropOptions,
  SgdOptions,
} from "./optimiser/optimiser-options";
export {
  type ConstantSchedule,
  type CosineSchedule,
  learningRateAt,
  type Schedule,
  type StepSchedule,
} from "./optimiser/schedule";
export { changeRecipe, type RecipeChanges } from "./recipe/change-recipe";
export { ageGenderStage, documentLoss, documentRecipe, genderStage } from "./recipe/document-recipe";
export { applyLabelRules, type LabelRules } from "./recipe/label-rules";
export { compactStage, isRecipeName, namedRecipe, type RecipeName, recipeNames } from "./recipe/named-recipes";
export { parseRecipe } from "./recipe/parse-recipe";
export { architectureOf, type Recipe, type RecipeArchitecture, type TrainingRecipe } from "./recipe/recipe";
export { selectSamples } from "./recipe/select-samples";
export { type BatchCounts, countBatch, formatBatchCounts } from "./sampler/batch-counts";
export {
  type Batches,
  batchSizeAt,
  documentBatches,
  type GroupBalancedBatches,
  type PlainBatches,
  type QuotaTable,
} from "./sampler/batches";
export { createSampler, type SampleLabels } from "./sampler/create-sampler";
export type { PoolState } from "./sampler/pool";
export type { Sampler, SamplerState } from "./sampler/sampler";
export { folderStorage } from "./storage/folder-storage";
export { memoryStorage, type TrainingStorage } from "./storage/training-storage";
export { type TrainingBackend, type TrainingBackendName, trainingBackendNames } from "./trainer/backend";
export { type BestCheckpoint, type Checkpoint, shippedWeights } from "./trainer/checkpoint";
export { type CheckpointRetention, CheckpointStore } from "./trainer/checkpoint-store";
export type { EpochState } from "./trainer/epoch-means";
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
