import { RuntimeMissingError } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { randomWeights } from "@fagr/testing";
import { expect, it } from "@jest/globals";
import { onnxWebgpuBackend } from "./index";

// What it does in a browser is tested in test/browser.

it("says in Node which backends there are instead", async () => {
  const backend = onnxWebgpuBackend();
  expect(backend.name).toBe("onnxruntime-webgpu");
  const { available, reason } = await backend.isAvailable();
  expect(available).toBe(false);
  expect(reason).toContain("@fagr/backend-webgpu");
  const architecture = createArchitecture("age-gender-62", { widthMultiplier: 0.125 });
  await expect(backend.createNetwork(randomWeights(architecture, 1))).rejects.toBeInstanceOf(RuntimeMissingError);
});
