/**
 * Data sets, packed crops, group-balanced batches, losses, data-parallel training and evaluation.
 *
 * @module @fagr/training
 */

export {
  type Augmentation,
  type AugmentTarget,
  augmentCrop,
  noAugmentation,
  type SourceCrop,
} from "./augmentation/augment";
export { type CropSet, type CropSetManifest, cropAt, indicesWhere, openCropSet } from "./crops/crop-set";
export { mergeCropSets } from "./crops/merge-crop-sets";
export { type PackOptions, packCrops } from "./crops/pack-crops";
export { type SplitCropSet, splitCropSet } from "./crops/split-crop-set";
export { type AgeMetrics, type AgePair, type AgeRange, ageMetrics } from "./evaluation/age-metrics";
export {
  type CalibrationData,
  fitCalibration,
  genderCalibrationError,
  genderLogLoss,
  intervalCoverage,
} from "./evaluation/calibrate";
export { type Evaluation, evaluatePredictions, type KnownFace } from "./evaluation/evaluate-predictions";
export { type ClassMetrics, type GenderMetrics, type GenderPair, genderMetrics } from "./evaluation/gender-metrics";
export { crossEntropySum, expectationLossSum } from "./losses/losses";
export { hasAge, makeTargets, type TargetOptions, type Targets } from "./losses/targets";
export { forwardTraining, type TrainingPass } from "./network/forward";
export {
  fromNamedTensors,
  initialiseParameters,
  layOutParameters,
  type ParameterLayout,
  type ParameterSlot,
  slotView,
  toNamedTensors,
} from "./network/parameters";
export { Adam, type AdamOptions } from "./optimiser/adam";
export { updateMovingAverage } from "./optimiser/moving-average";
export { learningRateAt, type Schedule } from "./optimiser/schedule";
export { documentRecipe, type LossWeights, type Recipe } from "./recipe/recipe";
export { ageGroupBounds, ageGroupCount, ageGroupOf } from "./sampler/age-groups";
export { GroupBalancedSampler, type SamplerState } from "./sampler/group-balanced-sampler";
export { batchSize, documentQuotas, type QuotaStage, type Quotas } from "./sampler/quotas";
export type { Domain, FaceSample, ReaderOptions, SkippedSample } from "./samples/face-sample";
export { type LabelledCsvOptions, readLabelledCsv } from "./samples/labelled-csv";
export { type LabelRow, readLabels } from "./samples/labels-csv";
export { type DataSetName, type DataSetOptions, dataSetNames, readDataSet } from "./samples/readers";
export { type HashedSample, hashSample, type SplitOptions, type SplitSample, splitByContent } from "./samples/split";
export { readUtkFace } from "./samples/utkface";
export { type Checkpoint, loadNewestCheckpoint, saveCheckpoint } from "./trainer/checkpoint";
export {
  type PartLosses,
  Replica,
  type ReplicaOptions,
  type ReplicaPrediction,
  type StepPart,
} from "./trainer/replica";
export { createLocalTeam, createWorkerTeam, type Team } from "./trainer/team";
export { type TrainingEvent, type TrainOptions, type TrainResult, train } from "./trainer/train";
export type { ValidationFigures, ValidationResult } from "./trainer/validate";
