/**
 * The networks on ONNX Runtime and the GPU, in the browser. An entry of its own, so that pages which do without
 * never load it or its 27 MB wasm file.
 *
 * The runtime is the WebGPU build of onnxruntime-web.
 *
 * @module @fagr/backend-onnx/webgpu
 */

export { type OnnxWebgpuOptions, onnxWebgpuBackend } from "./onnx-webgpu-backend";
