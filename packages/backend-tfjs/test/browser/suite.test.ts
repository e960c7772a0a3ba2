import { readFileSync } from "node:fs";
import { testBackendInBrowser } from "@fagr/testing/browser";

const page = new URL("suite-page.ts", import.meta.url);
const wasmFiles = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm-threaded-simd.wasm"];
const dist = new URL("../../node_modules/@tensorflow/tfjs-backend-wasm/dist/", import.meta.url);

testBackendInBrowser("tfjs-wasm in Chromium", {
  page,
  factoryOptions: { runtime: "wasm", wasmPaths: "/tfjs/" },
  files: new Map(wasmFiles.map((name) => [`/tfjs/${name}`, readFileSync(new URL(name, dist))])),
  countsTensors: true,
  tolerance: 1e-5,
});

testBackendInBrowser("tfjs-webgl in Chromium", {
  page,
  factoryOptions: { runtime: "webgl" },
  // SwiftShader does the graphics card's work, so that this runs on machines without one.
  flags: ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  countsTensors: true,
  tolerance: 1e-5,
  reduced: { reason: "the graphics card is a program", batchSizes: [1, 2, 5], predictions: 20, crops: 4 },
});
