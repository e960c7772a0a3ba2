/**
 * What an application imports: pictures, the model and its answers, weights, and the architecture tables as data.
 *
 * @module @fagr/core
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
export type { DetectedFace, FaceDetector } from "./detection/face-detector";
export { faceProminence, mostCentralFace } from "./detection/most-central-face";
export {
  DataError,
  DisposedError,
  DownloadError,
  FagrError,
  type FagrErrorCode,
  ImageError,
  InvalidArgumentError,
  LockedError,
  RuntimeMissingError,
  TrainingError,
  WeightsError,
  WriteError,
} from "./errors";
export { type CropOptions, cropAndResize } from "./image/crop-resize";
export type { ImageInput, RgbaImage } from "./image/image-input";
export { type LoadImageOptions, loadImage } from "./image/load-image";
export { type BoundingBox, checkRgbImage, type RgbImage } from "./image/rgb-image";
export type { AgeGenderModel, FaceRegion, PredictOptions } from "./model/age-gender-model";
export { type AnalyzedFace, type AnalyzeOptions, analyzeFaces } from "./model/analyze-faces";
export {
  type AgeGenderBackend,
  type AgeGenderNetwork,
  type BackendAvailability,
  checkPixelBatch,
  type PixelBatch,
  type ProbabilityBatch,
} from "./model/backend";
export { findGraphicsAdapter, type GraphicsAdapter, type GraphicsAdapterOptions } from "./model/graphics-adapter";
export { type ConvolutionStep, type DenseStep, type InferenceNetwork, planInference } from "./model/inference";
export { type LoadModelOptions, loadAgeGenderModel } from "./model/load-model";
export { preprocessFaces } from "./model/preprocess";
export { ageInterval, ageTemperatureAt, applyTemperature, argmaxAge, expectedAge } from "./prediction/age";
export {
  type AnswerSummary,
  type AnswerWeights,
  answerSummaryNames,
  scoreAnswer,
  summariseAnswer,
} from "./prediction/answer-summary";
export { type AgeGenderPrediction, type DecodeOptions, decodePredictions, type Gender } from "./prediction/decode";
export { type OutsideAgeRange, type OutsideAnswer, tellOutside } from "./prediction/outside";
export { reasonOf } from "./reason";
export { requireWebAssembly } from "./webassembly/require-webassembly";
export { chooseSimdVariant, enableRelaxedSimd, type SimdInstructions, type SimdVariants } from "./webassembly/simd";
export type { Calibration, OutsideCalibration, OutsideShares } from "./weights/calibration";
export { type DownloadOptions, type DownloadProgress, fetchBytes } from "./weights/download";
export { decodeFloat16, encodeFloat16 } from "./weights/float16";
export { decodeInt8, encodeInt8, type Int8Numbers } from "./weights/int8";
export { sha256Hex } from "./weights/integrity";
export { loadWeights, type WeightsSource } from "./weights/load-weights";
export { locationBeside } from "./weights/location-beside";
export {
  checkManifest,
  type Labels,
  type LoadedWeights,
  type Preprocessing,
  type TrainingData,
  type WeightsFile,
  type WeightsManifest,
  weightsFormat,
} from "./weights/manifest";
export { saveWeights, type WeightsDescription } from "./weights/save-weights";
export type { WeightsDtype } from "./weights/tensor-bytes";
