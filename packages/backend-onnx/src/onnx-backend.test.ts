import { createArchitecture } from "@fagr/core/network";
import { randomBatch, randomWeights, testBackend } from "@fagr/testing";
import { expect, it } from "@jest/globals";
import { onnxBackend } from "./onnx-backend";

// Both sides compute in float32 (6e-8 a step) but add up in another order, fold batch normalisation or not, and have
// some fifty layers: measured differences of probabilities are below 1e-6, and a wrong padding or slope gives 1e-3.
const tolerance = 1e-5;

for (const runtime of ["node", "web"] as const)
  testBackend(`onnxruntime-${runtime}`, () => onnxBackend({ runtime, threads: 1 }), { tolerance });

it("takes onnxruntime-node by itself where it is installed", async () => {
  const backend = onnxBackend();
  expect(backend.name).toBe("onnx");
  const { available, reason } = await backend.isAvailable();
  expect(available).toBe(true);
  expect(reason).toMatch(/^onnxruntime-node \d+\.\d+\.\d+ runs here\.$/);
});

it("refuses bad options at once", () => {
  expect(() => onnxBackend({ threads: -1 })).toThrow("whole number >= 1");
});

it("rejects with the reason of a signal that is aborted while the network runs", async () => {
  const architecture = createArchitecture("age-gender-62", { name: "small", widthMultiplier: 0.125 });
  const network = await onnxBackend({ threads: 1 }).createNetwork(randomWeights(architecture, 1));
  const controller = new AbortController();
  const run = network.run(randomBatch(architecture, 1, 2), { signal: controller.signal });
  controller.abort(new Error("changed my mind"));
  await expect(run).rejects.toThrow("changed my mind");
  await network.dispose();
});
