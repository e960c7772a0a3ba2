import { testBackendInBrowser } from "@fagr/testing/browser";
import { softwareWebgpu } from "./setting";

testBackendInBrowser("webgpu in Chromium", {
  page: new URL("suite-page.ts", import.meta.url),
  factoryOptions: { allowSoftwareAdapter: true },
  flags: softwareWebgpu,
  countsTensors: true,
  // As in Node: float32, summed in another order.
  tolerance: 1e-5,
  reduced: { reason: "the graphics card is a program", batchSizes: [1, 2], predictions: 5, crops: 2 },
});
