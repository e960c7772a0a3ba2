/**
 * What an adapter of a runtime needs: the contract of a backend, the steps of the network, WebAssembly, downloads.
 *
 * @module @fagr/core/backend
 */

export {
  type AgeGenderNetwork,
  type BackendAvailability,
  checkPixelBatch,
  type PixelBatch,
  type ProbabilityBatch,
} from "./model/backend";
export { findGraphicsAdapter, type GraphicsAdapter, type GraphicsAdapterOptions } from "./model/graphics-adapter";
export { type ConvolutionStep, type DenseStep, type InferenceNetwork, planInference } from "./model/inference";
export { reasonOf } from "./reason";
export { requireWebAssembly } from "./webassembly/require-webassembly";
export { chooseSimdVariant, type SimdInstructions, type SimdVariants } from "./webassembly/simd";
export { type DownloadOptions, fetchBytes } from "./weights/download";
export { sha256Hex } from "./weights/integrity";
export { locationBeside } from "./weights/location-beside";
export type { LoadedWeights } from "./weights/manifest";
