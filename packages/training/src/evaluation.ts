/**
 * What measuring needs, without tfjs: metrics, calibration, files of labels and data sets.
 *
 * @module @fagr/training/evaluation
 */

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
export { type DataSetSpec, parseDataSetSpec } from "./samples/data-set-spec";
export type { Domain, FaceSample, ReaderOptions, SkippedSample } from "./samples/face-sample";
export { type LabelRow, readLabels } from "./samples/labels-csv";
export { type DataSetName, type DataSetOptions, dataSetNames, readDataSet } from "./samples/readers";
