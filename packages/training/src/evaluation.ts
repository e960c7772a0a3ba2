/**
 * What measuring needs, without tfjs: metrics, calibration, files of labels and data sets.
 *
 * @module @fagr/training/evaluation
 */

export { type CropSet, type CropSetDescription, cropAt } from "./crops/crop-set";
export type { DroppedSample, DropReason } from "./crops/dropped-sample";
export { type ListedPicture, listPictures, type PictureList } from "./crops/list-pictures";
export type { CropSetManifest } from "./crops/manifest";
export { type OpenCropSetOptions, openCropSet } from "./crops/open-crop-set";
export type { PrepareSource } from "./crops/prepare-source";
export { readListed } from "./crops/read-listed";
export { type SplitCropSet, splitCropSet } from "./crops/split-crop-set";
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
export { plotAgeDistribution } from "./plots/age-distribution";
export { type AgeErrorsOptions, plotAgeErrors } from "./plots/age-errors";
export { plotCalibration } from "./plots/calibration";
export { plotGenderConfusion } from "./plots/gender-confusion";
export type { PlotOptions } from "./plots/measurement-plot";
export { type SvgToPngOptions, svgToPng } from "./plots/svg-to-png";
export { loadFont, type TextFont, type TextPath } from "./plots/text-font";
export { calibrationTable } from "./report/calibration-table";
export { differenceTable, type NamedComparison } from "./report/difference-table";
export type { NamedMeasurement } from "./report/format";
export { type GroupGap, gapTable, groupGaps } from "./report/gaps";
export { measurementsToMarkdown, type ReportOptions } from "./report/measurements-to-markdown";
export { ageTable, genderTable, groupTable } from "./report/tables";
export { type DataSetSpec, parseDataSetSpec } from "./samples/data-set-spec";
export type { Domain, FaceSample, ReaderOptions, SkippedSample } from "./samples/face-sample";
export { type LabelRow, readLabels } from "./samples/labels-csv";
export { type IdenticalSamples, type MergeOptions, mergeIdentical } from "./samples/merge-identical";
export { type DataSetName, type DataSetOptions, dataSetNames, readDataSet } from "./samples/readers";
export { type HashedSample, type SplitOptions, type SplitSample, splitByContent } from "./samples/split";
