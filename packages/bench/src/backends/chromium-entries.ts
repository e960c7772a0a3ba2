import type { BackendEntry } from "./backend-entry";

const chromium = "chromium";
const withoutGpu = ["--disable-gpu"];

/** Pages are not cross-origin isolated, so there is one thread. */
export const chromiumEntries: readonly BackendEntry[] = [
  {
    title: "wasm",
    environment: chromium,
    module: "@fagr/backend-wasm",
    factory: "wasmBackend",
    flags: withoutGpu,
  },
  {
    title: "ONNX Runtime, wasm",
    environment: chromium,
    module: "@fagr/backend-onnx",
    factory: "onnxBackend",
    options: { runtime: "web" },
    runtime: "onnxruntime-web",
    files: ["onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"],
    flags: withoutGpu,
  },
  {
    title: "TensorFlow.js, wasm",
    environment: chromium,
    module: "@fagr/backend-tfjs",
    factory: "tfjsBackend",
    options: { runtime: "wasm", wasmPaths: "/" },
    runtime: "@tensorflow/tfjs-backend-wasm",
    files: [
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm",
    ],
    flags: withoutGpu,
  },
];
