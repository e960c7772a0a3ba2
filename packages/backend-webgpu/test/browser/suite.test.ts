import { testBackendInBrowser } from "@fagr/testing/browser";
import { softwareWebgpu } from "./setting";

// A processor takes ten seconds to compile the shaders of one network. Those of the shipped model are compiled here; Node's
// WebGPU is Chromium's and compiles more.
const inNode = "tested in Node, on the same WebGPU: compiling the shaders on a processor takes long";

testBackendInBrowser("webgpu in Chromium", {
  page: new URL("suite-page.ts", import.meta.url),
  factoryOptions: { allowSoftwareAdapter: true },
  flags: softwareWebgpu,
  countsTensors: true,
  // As in Node: float32, summed in another order.
  tolerance: 1e-5,
  skip: {
    agreement: inNode,
    "original authors": inNode,
    "other sizes": inNode,
    "real crops": inNode,
    "batch sizes": inNode,
    model: inNode,
  },
  reduced: { reason: "the GPU is a software adapter", predictions: 3 },
});
