/**
 * What an application imports: pictures, detectors, the model and its answers, errors.
 *
 * Two other doors lead into the same package: `@fagr/core/backend` for authors of backends, and `@fagr/core/network` for tools
 * that inspect networks and weights. Core imports no other package of ours.
 *
 * @module @fagr/core
 */

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
  isFagrError,
  LockedError,
  RuntimeMissingError,
  TrainingError,
  WeightsError,
  WriteError,
} from "./errors";
export type { ImageInput, RgbaImage } from "./image/image-input";
export type { ImageLimits } from "./image/image-limits";
export { type LoadImageOptions, loadImage } from "./image/load-image";
export type { RawFrame } from "./image/raw-frame";
export type { BoundingBox, RgbImage } from "./image/rgb-image";
export type { AgeGenderModel, FaceRegion, PredictOptions } from "./model/age-gender-model";
export { type AnalyzedFace, type AnalyzeOptions, analyzeFaces } from "./model/analyze-faces";
export {
  type AnalyzedImage,
  type AnalyzeImagesOptions,
  analyzeImages,
  type FailedImage,
} from "./model/analyze-images";
export type { AgeGenderBackend } from "./model/backend";
export { type LoadModelOptions, loadAgeGenderModel } from "./model/load-model";
export type { LocatedFace } from "./model/locate-faces";
export type { AgeGenderPrediction, Gender } from "./prediction/decode";
export type { OutsideAnswer } from "./prediction/outside";
export { enableRelaxedSimd } from "./webassembly/simd";
export type { DownloadProgress } from "./weights/download";
export { loadWeights, type WeightsSource } from "./weights/load-weights";
