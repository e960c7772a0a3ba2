import { testBackendInBrowser } from "@fagr/testing/browser";

testBackendInBrowser("webgpu in Chromium", {
  page: new URL("suite-page.ts", import.meta.url),
  factoryOptions: { allowSoftwareAdapter: true },
  // SwiftShader does the graphics card's work, so that this runs on machines without one.
  flags: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"],
  countsTensors: true,
  tolerance: 1e-5,
  reduced: { reason: "the graphics card is a program", batchSizes: [1, 2], predictions: 5, crops: 2 },
});
