import { testBackendInBrowser } from "@fagr/testing/browser";
import { softwareWebgl, wasmFiles } from "./setting";

const page = new URL("suite-page.ts", import.meta.url);
// As in Node: float32, summed in another order.
const tolerance = 1e-5;

testBackendInBrowser("tfjs-wasm in Chromium", {
  page,
  factoryOptions: { runtime: "wasm", wasmPaths: "/tfjs/" },
  files: wasmFiles,
  countsTensors: true,
  tolerance,
  reduced: { reason: "it is the WebAssembly of the test in Node", batchSizes: [1, 2, 5], predictions: 200, crops: 4 },
});

testBackendInBrowser("tfjs-webgl in Chromium", {
  page,
  factoryOptions: { runtime: "webgl" },
  flags: softwareWebgl,
  countsTensors: true,
  tolerance,
  reduced: { reason: "the GPU is a software adapter", batchSizes: [1, 2, 5], predictions: 20, crops: 4 },
});
