/** @jest-environment ./packages/backend-webgpu/test/graphics-environment.cjs */
import { testBackend } from "@fagr/testing";
import { engine } from "@tensorflow/tfjs-core";
import { requireGraphicsAdapter } from "./adapter/index";
import { webgpuBackend } from "./index";

const adapter = await requireGraphicsAdapter({ allowSoftwareAdapter: true }).catch((error: Error) => error);
const missing = adapter instanceof Error ? adapter.message : undefined;
const isSoftware = !(adapter instanceof Error) && adapter.isSoftware;

testBackend("webgpu in Node", () => webgpuBackend({ allowSoftwareAdapter: true }), {
  // Float32 as everywhere, but graphics cards may fuse or reorder every sum as they like: measured differences of
  // probabilities are below 1e-6, and a wrong padding or slope gives 1e-3.
  tolerance: 1e-5,
  countTensors: () => engine().state.numTensors,
  ...(missing !== undefined && { skip: missing }),
  ...(isSoftware && {
    reduced: { reason: "the graphics card is a program", batchSizes: [1, 2], predictions: 5, crops: 2 },
  }),
});
