/**
 * What an adapter of a runtime needs: the contract of a backend, the steps of the network, WebAssembly, downloads.
 *
 * @module @fagr/core/backend
 */

export { checkDetectedFaces, checkDetector } from "./detection/check-faces";
export { InvalidAnswerError, PoolFullError, WorkerCrashedError } from "./errors";
export { type CaptureImageOptions, captureImage } from "./image/capture-image";
export { checkBox } from "./image/check-box";
export { type ImageFormat, recogniseImage } from "./image/image-format";
export type { LocationKind } from "./image/image-limits";
export { loadImageOptionNames } from "./image/load-image";
export {
  type AgeGenderNetwork,
  type BackendAvailability,
  checkPixelBatch,
  type PixelBatch,
  type ProbabilityBatch,
} from "./model/backend";
export { findGraphicsAdapter, type GraphicsAdapter, type GraphicsAdapterOptions } from "./model/graphics-adapter";
export { type ConvolutionStep, type DenseStep, type InferenceNetwork, planInference } from "./model/inference";
export { nextTask } from "./model/next-task";
export { decodeOptionNames } from "./prediction/decode";
export { reasonOf } from "./reason";
export { bytesOf } from "./values/bytes-of";
export { checkOptions } from "./values/check-options";
export { describeValue, isKind, kindOf } from "./values/describe-value";
export { pick } from "./values/pick";
export { refuseDamaged } from "./values/refuse-damaged";
export { decodeUtf8 } from "./values/simulated-page";
export { untilAborted } from "./values/until-aborted";
export { requireWebAssembly } from "./webassembly/require-webassembly";
export { chooseSimdVariant, type SimdInstructions, type SimdVariants } from "./webassembly/simd";
export { besideScript } from "./weights/beside-script";
export { checkLoaded } from "./weights/check-loaded";
export { type DownloadOptions, downloadOptionNames, type FetchBytesOptions, fetchBytes } from "./weights/download";
export { sha256Hex } from "./weights/integrity";
export { locationBeside } from "./weights/location-beside";
export type { LoadedWeights } from "./weights/manifest";
export { hidePasswords, shortenLocation } from "./weights/shorten-location";
