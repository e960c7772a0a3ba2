/**
 * How good answers are: measures with confidence intervals, calibration, comparisons and tables.
 *
 * Faces with labels and answers in; mean absolute errors, accuracies and their bootstrap intervals out, by group and against other models.
 * Nothing here runs a network, so it installs without tfjs.
 *
 * @module @fagr/evaluation
 */

export type { ComparedSystem } from "./comparison/compared-system";
export { ageComparisonTable, genderComparisonTable } from "./comparison/comparison-to-markdown";
export type { AgeRange } from "./measures/age-range";
export type { BootstrapOptions } from "./measures/bootstrap";
export {
  type CalibrationData,
  fitCalibration,
  genderCalibrationError,
  genderLogLoss,
} from "./measures/calibrate";
export {
  agePlaceOf,
  type CalibrateAnswersOptions,
  type CalibrationAnswer,
  calibrateAnswers,
  summaryOf,
  toCalibrationData,
} from "./measures/calibrate-answers";
export type { FaceCalibration, IntervalCoverage, ReliabilityBin } from "./measures/calibration-figures";
export { type CompareOptions, compareFaces, type FaceComparison } from "./measures/compare-faces";
export type { Estimate } from "./measures/estimate";
export type {
  AgeCounts,
  AgeMeasurement,
  AgePoint,
  ClassMeasurement,
  FaceMeasurement,
  GenderMeasurement,
  GroupMeasurement,
} from "./measures/face-measurement";
export type { FaceRecord, PredictedFace } from "./measures/face-record";
export { type AgeReach, fitAgeReach } from "./measures/fit-age-reach";
export { type AgeTemperature, fitAgeTemperature, intervalCoverage } from "./measures/fit-age-temperature";
export { type AgePlace, fitAgeRange, fitNoFace, usualAgeShares, usualNoFaceShare } from "./measures/fit-outside";
export { sixYearGroups } from "./measures/group-faces";
export type { AttributeMeasurement, LabelMeasurement } from "./measures/measure-attributes";
export { type MeasureOptions, measureFaces } from "./measures/measure-faces";
export { crossValidate, type DetectionFigures, measureDetection } from "./measures/measure-outside";
export {
  openPredictions,
  type Predictions,
  type PredictionsWriter,
  readPredictions,
  writePredictions,
} from "./measures/predictions-file";
export type { PredictionsHeader } from "./measures/predictions-format";
export { areaUnderCurve, hitRate, type RankedScores } from "./measures/ranking";
export { type AgeHistogram, ageHistograms, unansweredAges } from "./measures/unanswered-ages";
export { calibrationTable } from "./report/calibration-table";
export { differenceTable, type NamedComparison } from "./report/difference-table";
export type { NamedMeasurement } from "./report/format";
export { type GroupGap, gapTable, groupGaps } from "./report/gaps";
export { measurementsToMarkdown, type ReportOptions } from "./report/measurements-to-markdown";
export { ageTable, attributeTable, genderTable, groupTable } from "./report/tables";
