import { testBackendInBrowser } from "@fagr/testing/browser";
import { runtimeFile } from "./wasm-file";

// As in Node: both sides compute in float32 and add up in another order.
const tolerance = 1e-5;

testBackendInBrowser("onnxruntime-web in Chromium", {
  page: new URL("suite-page.ts", import.meta.url),
  files: new Map([runtimeFile("ort-wasm-simd-threaded.wasm")]),
  tolerance,
});

testBackendInBrowser("onnxruntime-web on WebGPU in Chromium", {
  page: new URL("webgpu-page.ts", import.meta.url),
  factoryOptions: { allowSoftwareAdapter: true },
  files: new Map([runtimeFile("ort-wasm-simd-threaded.asyncify.wasm")]),
  // SwiftShader does the GPU's work, so that this runs on machines without one.
  flags: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
  tolerance,
  reduced: { reason: "the GPU is a software adapter", batchSizes: [1, 2], predictions: 5, crops: 2 },
});
