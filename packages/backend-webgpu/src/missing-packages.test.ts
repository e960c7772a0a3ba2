import { RuntimeMissingError } from "@fagr/core";
import type { LoadedWeights } from "@fagr/core/backend";
import { createArchitecture } from "@fagr/core/network";
import { expect, it, jest } from "@jest/globals";
import { findGpu } from "./adapter/gpu";
import { requireGraphicsAdapter } from "./adapter/index";

// Stands for an installation without the optional package.
const packageName = "@tensorflow/tfjs-backend-webgpu";
jest.unstable_mockModule(packageName, () => {
  throw new Error(`Cannot find package '${packageName}'`);
});
jest.unstable_mockModule("#webgpu", () => {
  throw new Error("Cannot find package 'webgpu' imported from somewhere\nand more lines");
});
const { webgpuBackend } = await import("./index");

// A network is never built here, so its weights are never looked at.
const weights = { manifest: { architecture: createArchitecture() }, tensors: new Map() } as unknown as LoadedWeights;

it("names the package that brings WebGPU to Node", async () => {
  expect(findGpu()).toBeUndefined();
  const failure = requireGraphicsAdapter();
  await expect(failure).rejects.toBeInstanceOf(RuntimeMissingError);
  await expect(failure).rejects.toMatchObject({ packageName: "webgpu" });
  await expect(failure).rejects.toThrow('"npm install webgpu"');
  const { available, reason } = await webgpuBackend().isAvailable();
  expect({ available, reason }).toEqual({ available: false, reason: expect.stringContaining("npm install webgpu") });
});

it("names the package of tfjs where there is a GPU", async () => {
  const gpu = { requestAdapter: async () => ({ info: { vendor: "acme" } }) };
  Object.defineProperty(globalThis, "navigator", { value: { gpu }, configurable: true });
  const failure = webgpuBackend().createNetwork(weights);
  await expect(failure).rejects.toMatchObject({ name: "RuntimeMissingError", packageName });
  await expect(failure).rejects.toThrow(`"npm install @tensorflow/tfjs-core ${packageName}"`);
  Reflect.deleteProperty(globalThis, "navigator");
});
