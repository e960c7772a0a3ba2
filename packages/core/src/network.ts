/**
 * What tools need: the tables and the plan of a network, weights and their manifest, pixels, and how probabilities become answers.
 *
 * @module @fagr/core/network
 */

export {
  type Architecture,
  type ArchitectureName,
  ageClassCount,
  architectureNames,
  checkArchitecture,
  createArchitecture,
} from "./architecture/architecture";
export {
  type DescribedRow,
  describeNetwork,
  elementCount,
  layerMultiplyAdds,
  type NetworkDescription,
} from "./architecture/describe";
export {
  type FeatureShape,
  type Layer,
  type NetworkPlan,
  type Padding,
  planNetwork,
  type WeightSpec,
  weightSpecs,
} from "./architecture/plan";
export { type ArchitectureRow, mobileFaceNetRows, type RowOperator } from "./architecture/tables";
export { faceRoll, straightenBox, type TurnedBox } from "./detection/face-roll";
export { type AxisWeights, type CropOptions, cropAndResize, resampleWeights } from "./image/crop-resize";
export { cropTurned } from "./image/crop-turned";
export { checkRgbImage } from "./image/rgb-image";
export { type PixelRegion, preprocessFaces } from "./model/preprocess";
export { ageInterval, ageReachAt, ageTemperatureAt, applyTemperature, argmaxAge, expectedAge } from "./prediction/age";
export {
  type AnswerSummary,
  type AnswerWeights,
  answerSummaryNames,
  scoreAnswer,
  summariseAnswer,
} from "./prediction/answer-summary";
export type { AttributeAnswer } from "./prediction/attributes";
export { type DecodeOptions, decodePredictions, type PredictionOf } from "./prediction/decode";
export { type OutsideAgeRange, tellOutside } from "./prediction/outside";
export type { Calibration, OutsideCalibration, OutsideShares } from "./weights/calibration";
export { decodeFloat16, encodeFloat16 } from "./weights/float16";
export { decodeInt8, encodeInt8, type Int8Numbers } from "./weights/int8";
export { loadWeights } from "./weights/load-weights";
export {
  checkManifest,
  type Labels,
  type Preprocessing,
  type TrainingData,
  type WeightsFile,
  type WeightsManifest,
  weightsFormat,
} from "./weights/manifest";
export { saveWeights, type WeightsDescription } from "./weights/save-weights";
export { type Task, tasksOf } from "./weights/tasks";
export type { WeightsDtype } from "./weights/tensor-bytes";
