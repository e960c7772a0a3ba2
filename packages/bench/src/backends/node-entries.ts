import { existsSync } from "node:fs";
import type { BackendEntry } from "./backend-entry";

const environment = "node";

/** SwiftShader as Debian's Chromium brings it, for Vulkan's loader. */
const softwareDriver = "/usr/lib/chromium/vk_swiftshader_icd.json";

/** Each on one thread, so that figures are about code and not about cores. */
export const nodeEntries: readonly BackendEntry[] = [
  { name: "wasm", environment, module: "@fagr/backend-wasm", factory: "wasmBackend" },
  {
    name: "onnxruntime-node",
    environment,
    module: "@fagr/backend-onnx",
    factory: "onnxBackend",
    options: { runtime: "node", threads: 1 },
    runtime: "onnxruntime-node",
  },
  {
    name: "onnxruntime-web",
    environment,
    module: "@fagr/backend-onnx",
    factory: "onnxBackend",
    options: { runtime: "web", threads: 1 },
    runtime: "onnxruntime-web",
  },
  {
    name: "tfjs-node",
    environment,
    module: "@fagr/backend-tfjs-node",
    factory: "tfjsNodeBackend",
    runtime: "@tensorflow/tfjs-node",
    variables: { TF_NUM_INTRAOP_THREADS: "1", TF_NUM_INTEROP_THREADS: "1", OMP_NUM_THREADS: "1" },
  },
  {
    name: "tfjs-wasm",
    environment,
    module: "@fagr/backend-tfjs",
    factory: "tfjsBackend",
    options: { runtime: "wasm" },
    runtime: "@tensorflow/tfjs-backend-wasm",
  },
  {
    name: "tfjs-cpu",
    environment,
    module: "@fagr/backend-tfjs",
    factory: "tfjsBackend",
    options: { runtime: "cpu" },
    runtime: "@tensorflow/tfjs-backend-cpu",
  },
  {
    name: "webgpu",
    environment,
    module: "@fagr/backend-webgpu",
    factory: "webgpuBackend",
    runtime: "webgpu",
    software: {
      options: { allowSoftwareAdapter: true },
      variables: existsSync(softwareDriver) ? { VK_ICD_FILENAMES: softwareDriver } : {},
    },
  },
];
