import type { BackendSubject } from "./backend-subject";
import { describedSubjects } from "./described-subjects";

const noGpu = ["--disable-gpu"];
const webGpu = {
  flags: ["--enable-unsafe-webgpu"],
  software: {
    options: { allowSoftwareAdapter: true },
    flags: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
  },
};

/** tfjs in plain JavaScript is the reference, and is measured in Node. */
const measuredInNode = "tfjs-cpu";

/** Pages are not cross-origin isolated, so there is one thread. */
export const chromiumSubjects: readonly BackendSubject[] = describedSubjects("chromium", {
  wasm: { flags: noGpu },
  "onnxruntime-web": { files: ["onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"], flags: noGpu },
  "tfjs-wasm": {
    options: { wasmPaths: "/" },
    files: [
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
      "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm",
    ],
    flags: noGpu,
  },
  "tfjs-webgl": {
    flags: [],
    software: {
      options: { runtime: "webgl" },
      flags: ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
    },
  },
  webgpu: webGpu,
  "onnxruntime-webgpu": { ...webGpu, files: ["onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm"] },
}).filter(({ name }) => name !== measuredInNode);
