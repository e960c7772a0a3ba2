/**
 * Data sets, packed crops, group-balanced batches, losses, data-parallel training and evaluation.
 *
 * @module @fagr/training
 */

export { enableRelaxedSimd, type SimdInstructions } from "@fagr/core";
export { kernelInstructions } from "@fagr/wasm-gradients";
export { type AugmentTarget, augmentCrop } from "./augmentation/augment";
export { type Augmentation, documentAugmentation, noAugmentation } from "./augmentation/augmentation";
export type { SourceCrop } from "./augmentation/warp";
export { csvLogger } from "./callbacks/csv-logger";
export { type EarlyStoppingOptions, earlyStopping } from "./callbacks/early-stopping";
export { type ReduceLearningRateOptions, reduceLearningRateOnPlateau } from "./callbacks/reduce-learning-rate";
export type { BatchLogs, EpochLogs, TrainingCallback, TrainingControl } from "./callbacks/training-callback";
export { type CropCounts, countSamples, type SourceCounts } from "./crops/count-samples";
export {
  type CropSet,
  type CropSetDescription,
  type CropsInFile,
  type CropsInMemory,
  type CropsInParts,
  cropAt,
  indicesWhere,
  loadIntoMemory,
} from "./crops/crop-set";
export { type DroppedSample, type DropReason, dropReasons } from "./crops/dropped-sample";
export { type ListedPicture, listPictures, type PictureList } from "./crops/list-pictures";
export type { CompleteSelection, CropSetManifest, PackedFile, PackedSample, SelectionOptions } from "./crops/manifest";
export { mergeCropSets } from "./crops/merge-crop-sets";
export { type OpenCropSetOptions, openCropSet } from "./crops/open-crop-set";
export { type PrepareOptions, prepareCrops } from "./crops/prepare-crops";
export type { PrepareProgress } from "./crops/prepare-progress";
export type { PrepareSource } from "./crops/prepare-source";
export { readListed } from "./crops/read-listed";
export { type SplitCropSet, splitCropSet } from "./crops/split-crop-set";
export type { Distillation, Teacher } from "./distillation/distillation";
export type { AgeRange } from "./evaluation/age-range";
export type { BootstrapOptions } from "./evaluation/bootstrap";
export {
  type CalibrationData,
  fitCalibration,
  genderCalibrationError,
  genderLogLoss,
} from "./evaluation/calibrate";
export type { FaceCalibration, IntervalCoverage, ReliabilityBin } from "./evaluation/calibration-figures";
export { type CompareOptions, compareFaces, type FaceComparison } from "./evaluation/compare-faces";
export type { Estimate } from "./evaluation/estimate";
export type {
  AgeCounts,
  AgeMeasurement,
  AgePoint,
  ClassMeasurement,
  FaceMeasurement,
  GenderMeasurement,
  GroupMeasurement,
} from "./evaluation/face-measurement";
export type { FaceRecord, PredictedFace } from "./evaluation/face-record";
export { type AgeTemperature, fitAgeTemperature, intervalCoverage } from "./evaluation/fit-age-temperature";
export { type AgePlace, fitAgeRange, fitNoFace, usualAgeShares, usualNoFaceShare } from "./evaluation/fit-outside";
export { sixYearGroups } from "./evaluation/group-faces";
export { type MeasureOptions, measureFaces } from "./evaluation/measure-faces";
export { crossValidate, type DetectionFigures, measureDetection } from "./evaluation/measure-outside";
export {
  openPredictions,
  type Predictions,
  type PredictionsWriter,
  readPredictions,
  writePredictions,
} from "./evaluation/predictions-file";
export type { PredictionsHeader } from "./evaluation/predictions-format";
export { areaUnderCurve, hitRate, type RankedScores } from "./evaluation/ranking";
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
export { plotAgeDistribution } from "./plots/age-distribution";
export { type AgeErrorsOptions, plotAgeErrors } from "./plots/age-errors";
export { plotCalibration } from "./plots/calibration";
export { plotGenderConfusion } from "./plots/gender-confusion";
export type { PlotOptions } from "./plots/measurement-plot";
export { type SvgToPngOptions, svgToPng } from "./plots/svg-to-png";
export { loadFont, type TextFont, type TextPath } from "./plots/text-font";
export { plotTrainingCurves, type TrainingCurvesOptions } from "./plots/training-curves";
export {
  type CompleteQuality,
  checkQualityOptions,
  defaultQuality,
  judgeQuality,
  type QualityOptions,
  type QualityVerdict,
} from "./quality/quality-filter";
export { measureSharpness, sharpnessScale } from "./quality/sharpness";
export { changeRecipe, type RecipeChanges } from "./recipe/change-recipe";
export { ageGenderStage, documentLoss, documentRecipe, genderStage } from "./recipe/document-recipe";
export { applyLabelRules, type LabelRules } from "./recipe/label-rules";
export { compactStage, isRecipeName, namedRecipe, type RecipeName, recipeNames } from "./recipe/named-recipes";
export { parseRecipe } from "./recipe/parse-recipe";
export { architectureOf, type Recipe, type RecipeArchitecture, type TrainingRecipe } from "./recipe/recipe";
export { selectSamples } from "./recipe/select-samples";
export { calibrationTable } from "./report/calibration-table";
export { differenceTable, type NamedComparison } from "./report/difference-table";
export type { NamedMeasurement } from "./report/format";
export { type GroupGap, gapTable, groupGaps } from "./report/gaps";
export { measurementsToMarkdown, type ReportOptions } from "./report/measurements-to-markdown";
export { ageTable, genderTable, groupTable } from "./report/tables";
export { type AgeGroup, ageGroupOf, documentAgeGroups } from "./sampler/age-groups";
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
export { type AdienceOptions, readAdience } from "./samples/adience";
export { readAfad } from "./samples/afad";
export { readAgeDb } from "./samples/agedb";
export { type AppaRealOptions, readAppaReal } from "./samples/appa-real";
export { type CelebAOptions, readCelebA } from "./samples/celeba";
export { type ChaLearnOptions, readChaLearn } from "./samples/chalearn";
export { type DataSetSpec, parseDataSetSpec } from "./samples/data-set-spec";
export type { Domain, FaceSample, ReaderOptions, SkippedSample } from "./samples/face-sample";
export { type FairFaceOptions, readFairFace } from "./samples/fairface";
export { readFgNet } from "./samples/fg-net";
export type { GenderNameListOptions } from "./samples/gender-name-lists";
export { hashSample } from "./samples/hash-sample";
export { type ImdbWikiOptions, readImdbWiki } from "./samples/imdb-wiki";
export { type LabelledCsvOptions, readLabelledCsv } from "./samples/labelled-csv";
export { type LabelRow, readLabels } from "./samples/labels-csv";
export { type LagOptions, readLag } from "./samples/lag";
export { type LfwOptions, readLfw } from "./samples/lfw";
export { type MegaAgeAsianOptions, readMegaAgeAsian } from "./samples/megaage-asian";
export { type IdenticalSamples, type MergeOptions, mergeIdentical } from "./samples/merge-identical";
export { type DataSetName, type DataSetOptions, dataSetNames, readDataSet } from "./samples/readers";
export { type HashedSample, type SplitOptions, type SplitSample, splitByContent } from "./samples/split";
export { readTfRecords, type TfRecordOptions } from "./samples/tfrecord";
export { readUtkFace } from "./samples/utkface";
export { type TfRecordGroupOptions, writeTfRecordFile, writeTfRecordGroups } from "./samples/write-tfrecords";
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
