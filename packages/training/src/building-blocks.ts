/**
 * What a training of your own is built from: batches, augmentation, losses, optimisers, the network and checkpoints.
 *
 * @module @fagr/training/building-blocks
 */

export type { AttributeFigures } from "./attributes/attribute-figures";
export { type AugmentTarget, augmentCrop } from "./augmentation/augment";
export { type Augmentation, documentAugmentation } from "./augmentation/augmentation";
export type { SourceCrop } from "./augmentation/warp";
export type { HookModule } from "./hooks/hook-module";
export { type LoadedHooks, loadHooks } from "./hooks/load-hooks";
export type { OwnAugmentation, OwnAugmentationInput } from "./hooks/own-augmentation";
export type { OwnLoss, OwnLossInput } from "./hooks/own-loss";
export { resolveModules } from "./hooks/resolve-modules";
export { type ArcFaceOptions, arcFaceLossSum } from "./losses/arc-face";
export { type ClassTargets, crossEntropySum, focalLossSum, ordinalLossSum } from "./losses/distribution-losses";
export { expectationLossSum, meanVarianceSums, type YearTargets } from "./losses/expectation-losses";
export type { ArcFaceLoss } from "./losses/kinds/arc-face";
export type { CrossEntropyLoss } from "./losses/kinds/cross-entropy";
export type { FocalLoss } from "./losses/kinds/focal";
export type { LabelDistributionLoss } from "./losses/kinds/label-distribution";
export type { MeanVarianceLoss } from "./losses/kinds/mean-variance";
export type { ModuleLoss } from "./losses/kinds/module";
export type { OrdinalLoss } from "./losses/kinds/ordinal";
export type { AgeLoss, AttributeLoss, GenderLoss, LossOptions } from "./losses/loss-kinds";
export type { AdjustedAges, CoveredAges, SourceAges } from "./losses/source-ages";
export { hasAge, makeTargets, type TargetOptions, type Targets } from "./losses/targets";
export { type TotalLoss, type TotalLossOptions, totalLoss } from "./losses/total-loss";
export type { Mixing } from "./mixing/mixing";
export type { StyleMixingOptions } from "./mixing/style-mixing";
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
export { frozenParts, type TrainedParts, withTrainedParts } from "./network/trained-parts";
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
export { planTraining, type TrainingPlan } from "./plan/training-plan";
export { applyLabelRules, type LabelRules } from "./recipe/label-rules";
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
export type { PoolDescription, PoolState } from "./sampler/pool";
export type { Sampler, SamplerDescription, SamplerState } from "./sampler/sampler";
export { type Checkpoint, shippedWeights } from "./trainer/checkpoint";
export { CheckpointStore } from "./trainer/checkpoint-store";
export type { EpochState } from "./trainer/epoch-means";
