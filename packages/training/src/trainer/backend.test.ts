import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { RuntimeMissingError } from "@fagr/core";
import { planNetwork } from "@fagr/core/network";
import { describe, expect, it } from "@jest/globals";
import { getBackend } from "@tensorflow/tfjs-core";
import { tinySplit, tinyStage, wholeBatch } from "../../test/tiny";
import { initialiseParameters, layOutParameters } from "../network/parameters";
import { architectureOf } from "../recipe/recipe";
import type { TrainingBackend } from "./backend";
import { activateNodeBackend } from "./node-backend";
import { createLocalTeam } from "./team";

const { crops, training } = tinySplit();
const architecture = architectureOf(tinyStage);
const layout = layOutParameters(planNetwork(architecture));

/** One step's gradient, loss and figures, and some predictions, of weights that are the same each time. */
async function compute(backend: TrainingBackend) {
  const { loss, augmentation, seed } = tinyStage;
  const options = { architecture, crops, loss, augmentation, seed, backend };
  const team = await createLocalTeam(activateNodeBackend)(options, layout.length);
  team.values.set(initialiseParameters(layout, 3));
  const indices = training.slice(0, 4);
  const [result] = await team.computeGradients([wholeBatch(indices)]);
  const predicted = await team.predict(training.slice(4, 8));
  await team.dispose();
  return { result: result!, predicted, gradient: team.gradients[0]! };
}

function expectAlike(received: Float32Array, expected: Float32Array, tolerance: number) {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const difference = expected.reduce((most, value, index) => Math.max(most, Math.abs(value - received[index]!)), 0);
  expect(difference / largest).toBeLessThan(tolerance);
}

/** On wasm and on another backend. */
async function expectSameAsWasm(backend: TrainingBackend, tolerance: number) {
  const other = await compute(backend);
  const wasm = await compute({ name: "wasm" });
  expect(other.result.loss).toBeCloseTo(wasm.result.loss, 3);
  expect(Object.keys(other.result.losses)).toEqual(["age", "gender"]);
  expect(other.result.figures.genderHits).toBe(wasm.result.figures.genderHits);
  expectAlike(other.gradient, wasm.gradient, tolerance);
  expectAlike(other.predicted.age, wasm.predicted.age, tolerance);
}

/** Chromium brings a driver that needs no GPU; a driver that the environment names comes first. */
const softwareDriver = "/usr/lib/chromium/vk_swiftshader_icd.json";

/** One step in a process of its own: the weights after it, or an error. */
function stepOnce(...args: string[]): { weights?: Map<string, Float32Array>; error?: string; message?: string } {
  const driver = existsSync(softwareDriver) ? { VK_ICD_FILENAMES: softwareDriver } : {};
  const script = fileURLToPath(new URL("../../test/one-step.mjs", import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 24,
    env: { ...driver, ...process.env },
  });
  const line = stdout.trim().split("\n").at(-1);
  if (!line) throw new Error(stderr);
  const { weights, ...failure } = JSON.parse(line) as { weights?: Record<string, string>; error?: string };
  if (!weights) return failure;
  const fromBase64 = (text: string) => new Float32Array(Uint8Array.from(Buffer.from(text, "base64")).buffer);
  return { weights: new Map(Object.entries(weights).map(([name, text]) => [name, fromBase64(text)])) };
}

describe("training backends", () => {
  it("give on cpu the gradients and predictions of wasm", async () => {
    await expectSameAsWasm({ name: "cpu" }, 1e-3);
    expect(getBackend()).toBe("wasm");
  });

  it("give on native TensorFlow the gradients and predictions of wasm, or say how to install it", async () => {
    const failure = await activateNodeBackend({ name: "tfjs-node" }).catch((error: unknown) => error);
    if (!failure) return expectSameAsWasm({ name: "tfjs-node" }, 1e-3);
    expect(failure).toBeInstanceOf(RuntimeMissingError);
    expect(failure).toMatchObject({ packageName: "@tensorflow/tfjs-node" });
    expect((failure as Error).message).toMatch(/npm install .*@tensorflow\/tfjs-node.*fagr-tfjs-node-install/);
    console.warn(`Skipped, because ${(failure as Error).message}: training on native TensorFlow`);
  });

  it("trains on webgpu as on wasm, on a software adapter only where that is allowed", () => {
    const refused = stepOnce("webgpu");
    if (!refused.weights) {
      expect(refused.error).toBe("RuntimeMissingError");
      if (!/software adapter/.test(refused.message!)) {
        console.warn(`Skipped, because ${refused.message}: training on webgpu`);
        return;
      }
    }
    const received = refused.weights ?? stepOnce("webgpu", "allow-software-adapter").weights!;
    const expected = stepOnce("wasm").weights!;
    expect([...received.keys()]).toEqual([...expected.keys()]);
    for (const [name, values] of expected) {
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      const difference = values.reduce(
        (most, value, index) => Math.max(most, Math.abs(value - received.get(name)![index]!)),
        0,
      );
      expect({ name, close: difference / largest < 1e-3 }).toEqual({ name, close: true });
    }
  });
});
