import type { BackendEntry } from "./backend-entry";

const environment = "chromium";
const noGpu = ["--disable-gpu"];
const softwareWebGpu = {
  options: { allowSoftwareAdapter: true },
  flags: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
};

/** Pages are not cross-origin isolated, so there is one thread. */
export const chromiumEntries: readonly BackendEntry[] = [
  { name: "wasm", environment, module: "@fagr/backend-wasm", factory: "wasmBackend", flags: noGpu },
  {
    name: "onnxruntime-web",
    environment,
    module: "@fagr/backend-onnx",
    factory: "onnxBackend",
    options: { runtime: "web" },
    runtime: "onnxruntime-web",
    files: ["onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"],
    flags: noGpu,
  },
  {
    name: "tfjs-wasm",
    environment,
    module: "@fagr/backend-tfjs",
    factory: "tfjsBackend",
    options: { runtime: "wasm", wasmPaths: "/" },
    runtime: "@tensorflow/tfjs-backend-wasm",
    files: [
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm",
    ],
    flags: noGpu,
  },
  {
    name: "tfjs-webgl",
    environment,
    module: "@fagr/backend-tfjs",
    factory: "tfjsBackend",
    options: { runtime: "webgl" },
    runtime: "@tensorflow/tfjs-backend-webgl",
    flags: [],
    software: {
      options: { runtime: "webgl" },
      flags: ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
    },
  },
  {
    name: "webgpu",
    environment,
    module: "@fagr/backend-webgpu",
    factory: "webgpuBackend",
    runtime: "@tensorflow/tfjs-backend-webgpu",
    flags: ["--enable-unsafe-webgpu"],
    software: softwareWebGpu,
  },
  {
    name: "onnxruntime-webgpu",
    environment,
    module: "@fagr/backend-onnx/webgpu",
    factory: "onnxWebgpuBackend",
    runtime: "onnxruntime-web",
    files: ["onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm"],
    flags: ["--enable-unsafe-webgpu"],
    software: softwareWebGpu,
  },
];
