/**
 * Runs the networks on ONNX Runtime, and writes them as ONNX files.
 *
 * @module @fagr/backend-onnx
 */

export { type ExportOnnxOptions, exportOnnx } from "./export/export-onnx";
export type { PreluForm } from "./export/prelu";
export type { WeightType } from "./export/weight-type";
export { onnxBackend } from "./onnx-backend";
export type { OnnxSessionOptions } from "./runtime/session-options";
