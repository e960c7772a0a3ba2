/**
 * Age and gender of faces, all in one import: the engine in WebAssembly, a face detector, the int8 weights, and defaults.
 *
 * It has no code of its own: it re-exports the names of `@fagr/analyzer` and `@fagr/core` that a page or a server needs first.
 *
 * @module fagr
 */

export { createFaceAnalyzer, type FaceAnalyzer, type FaceAnalyzerOptions } from "@fagr/analyzer";
export {
  type AgeGenderModel,
  type AgeGenderPrediction,
  type AnalyzedFace,
  type BoundingBox,
  type DetectedFace,
  DisposedError,
  DownloadError,
  type DownloadProgress,
  type FaceDetector,
  FagrError,
  type FagrErrorCode,
  faceProminence,
  type Gender,
  ImageError,
  type ImageInput,
  type ImageLimits,
  InvalidArgumentError,
  isFagrError,
  loadImage,
  mostCentralFace,
  type OutsideAnswer,
  type RgbaImage,
  type RgbImage,
  RuntimeMissingError,
  WeightsError,
} from "@fagr/core";
