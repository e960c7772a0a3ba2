/**
 * Runs the networks on ONNX Runtime, and writes them as ONNX files.
 *
 * The ONNX file is made in memory from the inference steps of the plan and given to a session of onnxruntime-node or onnxruntime-web. The
 * same writer exports files, so an exported network is one that the tests run.
 *
 * @module @fagr/backend-onnx
 */

export { type ExportOnnxOptions, exportOnnx } from "./export/export-onnx";
export type { PreluForm } from "./export/prelu";
export type { WeightType } from "./export/weight-type";
export { onnxBackend } from "./onnx-backend";
export type { OnnxSessionOptions } from "./runtime/session-options";
