import type { BackendEntry } from "./backend-entry";

const node = "node";

/** Each on one thread, so that figures are about code and not about cores. */
export const nodeEntries: readonly BackendEntry[] = [
  { title: "wasm", environment: node, module: "@fagr/backend-wasm", factory: "wasmBackend" },
  {
    title: "ONNX Runtime, native",
    environment: node,
    module: "@fagr/backend-onnx",
    factory: "onnxBackend",
    options: { runtime: "node", threads: 1 },
    runtime: "onnxruntime-node",
  },
  {
    title: "ONNX Runtime, wasm",
    environment: node,
    module: "@fagr/backend-onnx",
    factory: "onnxBackend",
    options: { runtime: "web", threads: 1 },
    runtime: "onnxruntime-web",
  },
  {
    title: "TensorFlow.js, wasm",
    environment: node,
    module: "@fagr/backend-tfjs",
    factory: "tfjsBackend",
    options: { runtime: "wasm" },
    runtime: "@tensorflow/tfjs-backend-wasm",
  },
  {
    title: "TensorFlow.js, JavaScript",
    environment: node,
    module: "@fagr/backend-tfjs",
    factory: "tfjsBackend",
    options: { runtime: "cpu" },
    runtime: "@tensorflow/tfjs-backend-cpu",
  },
];
