import { InvalidArgumentError, RuntimeMissingError } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { randomWeights, testBackend } from "@fagr/testing";
import { expect, it } from "@jest/globals";
import { engine } from "@tensorflow/tfjs-core";
import { tfjsBackend } from "./index";

// Both sides compute in float32 (6e-8 a step) but add up in another order and fold batch normalisation or not: measured
// differences of probabilities are below 1e-6, and a wrong padding or slope gives 1e-3.
const tolerance = 1e-5;
const countTensors = () => engine().state.numTensors;

testBackend("tfjs-wasm", () => tfjsBackend(), { tolerance, countTensors });
testBackend("tfjs-cpu", () => tfjsBackend({ runtime: "cpu" }), {
  tolerance,
  countTensors,
  reduced: { reason: "plain JavaScript is slow", batchSizes: [1, 2, 5], predictions: 20, crops: 4 },
});

it("says that WebGL needs a browser", async () => {
  const backend = tfjsBackend({ runtime: "webgl" });
  expect(backend.name).toBe("tfjs-webgl");
  const { available, reason } = await backend.isAvailable();
  expect(available).toBe(false);
  expect(reason).toContain("@tensorflow/tfjs-backend-webgl");
  expect(reason).toContain("browser");
  const failure = backend.createNetwork(randomWeights(createArchitecture(), 1));
  await expect(failure).rejects.toBeInstanceOf(RuntimeMissingError);
});

it("says on what it runs, in its version", async () => {
  const { reason } = await tfjsBackend({ runtime: "wasm" }).isAvailable();
  expect(reason).toMatch(/^@tensorflow\/tfjs-backend-wasm 4\.\d+\.\d+ runs here with SIMD\.$/);
});

it.each([
  [{ runtime: "webnn" as "wasm" }, '"wasm", "webgl", "cpu", received "webnn"'],
  [{ threads: 0 }, "whole number >= 1, received 0"],
  [{ runtime: "cpu" as const, threads: 2 }, 'threads belongs to the runtime "wasm", received it for "cpu"'],
  [{ runtime: "webgl" as const, wasmPaths: "/" }, 'wasmPaths belongs to the runtime "wasm"'],
])("refuses %j at once", (options, message) => {
  expect(() => tfjsBackend(options)).toThrow(InvalidArgumentError);
  expect(() => tfjsBackend(options)).toThrow(message);
});
