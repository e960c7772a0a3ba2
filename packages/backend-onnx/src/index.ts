export { type ExportOnnxOptions, exportOnnx } from "./export/export-onnx";
export type { PreluForm } from "./export/prelu";
export { onnxBackend } from "./onnx-backend";
export type { OnnxSessionOptions } from "./runtime/session-options";
