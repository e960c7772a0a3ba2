import { RuntimeMissingError } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { randomBatch, randomWeights } from "@fagr/testing";
import { expect, it, jest } from "@jest/globals";

// Stands for an installation without the optional package.
jest.unstable_mockModule("#onnxruntime-node", () => {
  throw new Error("Cannot find package 'onnxruntime-node'");
});
const { onnxBackend } = await import("../onnx-backend");

const architecture = createArchitecture("age-gender-62", { name: "small", widthMultiplier: 0.125 });

it("names the package to install", async () => {
  const opening = onnxBackend({ runtime: "node" }).createNetwork(randomWeights(architecture, 1));
  await expect(opening).rejects.toBeInstanceOf(RuntimeMissingError);
  await expect(opening).rejects.toMatchObject({ packageName: "onnxruntime-node" });
  await expect(opening).rejects.toThrow('"npm install onnxruntime-node"');
});

it("says that it is not available, and why", async () => {
  const { available, reason } = await onnxBackend({ runtime: "node" }).isAvailable();
  expect(available).toBe(false);
  expect(reason).toContain("npm install onnxruntime-node");
});

it("takes onnxruntime-web instead unless told otherwise", async () => {
  const backend = onnxBackend({ threads: 1 });
  expect(await backend.isAvailable()).toMatchObject({
    available: true,
    reason: expect.stringContaining("onnxruntime-web"),
  });
  const network = await backend.createNetwork(randomWeights(architecture, 1));
  const { gender } = await network.run(randomBatch(architecture, 1, 2));
  expect(gender[0]! + gender[1]!).toBeCloseTo(1, 5);
  await network.dispose();
});
