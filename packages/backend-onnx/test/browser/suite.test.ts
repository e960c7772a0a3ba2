import { readFileSync } from "node:fs";
import { testBackendInBrowser } from "@fagr/testing/browser";

const wasm = "ort-wasm-simd-threaded.wasm";

testBackendInBrowser("onnxruntime-web in Chromium", {
  page: new URL("suite-page.ts", import.meta.url),
  files: new Map([
    [`/${wasm}`, readFileSync(new URL(`../../node_modules/onnxruntime-web/dist/${wasm}`, import.meta.url))],
  ]),
  tolerance: 1e-5,
});
