/** @jest-environment ./packages/backend-webgpu/test/graphics-environment.cjs */
import { createArchitecture } from "@fagr/core/network";
import { randomWeights, testBackend } from "@fagr/testing";
import { expect, it } from "@jest/globals";
import { engine } from "@tensorflow/tfjs-core";
import { requireGraphicsAdapter } from "./adapter/index";
import { webgpuBackend } from "./index";

const adapter = await requireGraphicsAdapter({ allowSoftwareAdapter: true }).catch((error: Error) => error);
const missing = adapter instanceof Error ? adapter.message : undefined;
const isSoftware = !(adapter instanceof Error) && adapter.isSoftware;

testBackend("webgpu in Node", () => webgpuBackend({ allowSoftwareAdapter: true }), {
  // Float32 as everywhere, but GPUs may fuse or reorder every sum as they like: measured differences of
  // probabilities are below 1e-6, and a wrong padding or slope gives 1e-3.
  tolerance: 1e-5,
  countTensors: () => engine().state.numTensors,
  ...(missing !== undefined && { skip: missing }),
  ...(isSoftware && {
    // A processor takes ten seconds to compile the shaders of one network.
    reduced: { reason: "the GPU is a software adapter", batchSizes: [1, 2], predictions: 3, crops: 1 },
    skip: { "other sizes": "the GPU is a software adapter, and Table 2 has both kinds of padding" },
  }),
});

if (!isSoftware) console.warn("Skipped, because there is no software adapter here: that it is refused");

(isSoftware ? it : it.skip)("refuses a software adapter unless it is allowed", async () => {
  const backend = webgpuBackend();
  const { available, reason } = await backend.isAvailable();
  expect(available).toBe(false);
  expect(reason).toMatch(/only a software adapter/);
  await expect(backend.createNetwork(randomWeights(createArchitecture(), 1))).rejects.toThrow(reason);
});
