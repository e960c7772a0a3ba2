// What a bundler for servers, such as Next.js's, finds under "#onnxruntime-web". onnxruntime-web's own build for Node loads a script
// beside it that bundlers leave behind; the build for browsers has that script inside and runs in Node just as well.
import { besideScript } from "@fagr/core/backend";

export * from "onnxruntime-web/wasm";

/** Bundlers copy the file and put its address here. */
export const wasmFile = import.meta.url
  ? new URL("onnxruntime-web/ort-wasm-simd-threaded.wasm", import.meta.url)
  : besideScript("ort-wasm-simd-threaded.wasm");
