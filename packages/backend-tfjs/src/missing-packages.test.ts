import { RuntimeMissingError } from "@fagr/core";
import type { LoadedWeights } from "@fagr/core/backend";
import { createArchitecture } from "@fagr/core/network";
import { expect, it, jest } from "@jest/globals";

// Stands for an installation without the optional packages.
const packages = { wasm: "@tensorflow/tfjs-backend-wasm", cpu: "@tensorflow/tfjs-backend-cpu" } as const;
for (const name of Object.values(packages))
  jest.unstable_mockModule(name, () => {
    throw new Error(`Cannot find package '${name}'\nand more lines`);
  });
const { tfjsBackend } = await import("./index");

// A network is never built here, so its weights are never looked at.
const weights = { manifest: { architecture: createArchitecture() }, tensors: new Map() } as unknown as LoadedWeights;

it.each(["wasm", "cpu"] as const)("names the package to install for %s", async (runtime) => {
  const backend = tfjsBackend({ runtime });
  const failure = backend.createNetwork(weights);
  await expect(failure).rejects.toBeInstanceOf(RuntimeMissingError);
  await expect(failure).rejects.toMatchObject({ packageName: packages[runtime] });
  await expect(failure).rejects.toThrow(`"npm install @tensorflow/tfjs-core ${packages[runtime]}"`);
  const { available, reason } = await backend.isAvailable();
  expect(available).toBe(false);
  expect(reason).toContain(`npm install @tensorflow/tfjs-core ${packages[runtime]}`);
});
