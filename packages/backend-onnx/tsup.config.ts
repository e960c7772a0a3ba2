import { defineConfig } from "tsup";
import { coreDoors } from "../../scripts/core-doors.mjs";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    runtime: "src/runtime/index.ts",
    webgpu: "src/webgpu/index.ts",
    "bundled-onnxruntime-node": "src/runtime/bundled-onnxruntime-node.ts",
    "bundled-onnxruntime-web": "src/runtime/bundled-onnxruntime-web.ts",
    "no-onnxruntime-node": "src/runtime/no-onnxruntime-node.ts",
  },
  format: "esm",
  target: "es2022",
  sourcemap: true,
  platform: "neutral",
  dts: {
    entry: { index: "src/index.ts", runtime: "src/runtime/index.ts", webgpu: "src/webgpu/index.ts" },
    // AsyncDisposable is not in the libraries that a TypeScript project has by default.
    banner: `/// <reference lib="esnext.disposable" />`,
  },
  external: ["#onnxruntime-node", "#onnxruntime-web", "#onnxruntime-webgpu"],
  clean: true,
  ...coreDoors,
});
