import { DisposedError, RuntimeMissingError } from "@fagr/core";
import { createArchitecture } from "@fagr/core/network";
import { randomBatch, randomWeights } from "@fagr/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { createTfjsNetwork } from "./create-network";
import { startTfjsBackend } from "./start-backend";

const architecture = createArchitecture("age-gender-62", {
  name: "tiny",
  inputSize: 32,
  widthMultiplier: 0.125,
  ageRange: [20, 29],
});
const weights = randomWeights(architecture, 1);
const batch = randomBatch(architecture, 2, 2);
const start = (backend: string) =>
  startTfjsBackend(tf, { backend, packageName: `@tensorflow/tfjs-backend-${backend}`, advice: "Try another." });

const engine = tf.engine() as unknown as { backendName: string | null; backendInstance: object | null };

/** As tfjs is before anybody has chosen. */
function chooseNone() {
  Object.assign(engine, { backendName: null, backendInstance: null });
}

beforeEach(async () => {
  await start("wasm");
  await start("cpu");
});

afterEach(chooseNone);

describe("a network in an application that uses tfjs itself", () => {
  it("runs on its own backend and leaves the application's choice alone", async () => {
    await tf.setBackend("cpu");
    const network = createTfjsNetwork(tf, weights, { backend: "wasm" });
    const { kernels } = await tf.profile(() => void network.run(batch));
    expect(kernels.map(({ name }) => name)).toEqual(expect.arrayContaining(["FusedConv2D", "FusedDepthwiseConv2D"]));
    expect(tf.getBackend()).toBe("cpu");
    // wasm keeps its tensors on a heap of its own, and counts them.
    const onWasm = tf.findBackend("wasm").numDataIds();
    const onCpu = tf.findBackend("cpu").numDataIds();
    await network.dispose();
    expect(tf.findBackend("wasm").numDataIds()).toBeLessThan(onWasm);
    expect(tf.findBackend("cpu").numDataIds()).toBe(onCpu);
  });

  it("leaves none chosen where none was", async () => {
    chooseNone();
    const network = createTfjsNetwork(tf, weights, { backend: "cpu" });
    await network.run(batch);
    expect(engine).toMatchObject({ backendName: null, backendInstance: null });
    await network.dispose();
  });

  it("is not started a second time when tfjs chooses by itself", async () => {
    chooseNone();
    const instance = tf.findBackend("wasm");
    await tf.ready();
    expect(tf.getBackend()).toBe("wasm");
    expect(tf.findBackend("wasm")).toBe(instance);
  });

  it("works while the application's backend is still starting, and does not disturb it", async () => {
    let finish: (backend: tf.KernelBackend) => void = () => {};
    tf.registerBackend("slow", () => new Promise<tf.KernelBackend>((resolve) => (finish = resolve)));
    const network = createTfjsNetwork(tf, weights, { backend: "cpu" });
    const expected = await network.run(batch);
    const starting = tf.setBackend("slow");
    expect(await network.run(batch)).toEqual(expected);
    expect(() => tf.zeros([1])).toThrow("has not yet been initialized");
    finish(tf.findBackend("cpu"));
    expect(await starting).toBe(true);
    expect(tf.getBackend()).toBe("slow");
    chooseNone();
    await network.dispose();
  });

  it("runs beside a network on another backend, both at once", async () => {
    const networks = ["wasm", "cpu"].map((backend) => createTfjsNetwork(tf, weights, { backend }));
    const alone = [await networks[0]!.run(batch), await networks[1]!.run(batch)];
    const together = await Promise.all([0, 1, 0, 1].map((index) => networks[index]!.run(batch)));
    // Each to the bit as alone: had one run on the other's backend, sums would round otherwise.
    expect(together).toEqual([...alone, ...alone]);
    expect(alone[0]!.age).not.toEqual(alone[1]!.age);
    for (const network of networks) await network.dispose();
  });

  it("keeps weights and answers when a scope of the application ends", async () => {
    await tf.setBackend("cpu");
    const before = tf.memory().numTensors;
    const network = tf.tidy(() => {
      const built = createTfjsNetwork(tf, weights, { backend: "cpu" });
      return [built] as never;
    })[0] as ReturnType<typeof createTfjsNetwork>;
    tf.engine().startScope();
    const running = network.run(batch);
    tf.engine().endScope();
    expect((await running).age).toHaveLength(20);
    await network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it("holds no tensor of a run that fails or is aborted", async () => {
    await tf.setBackend("cpu");
    const network = createTfjsNetwork(tf, weights, { backend: "cpu" });
    const held = tf.memory().numTensors;
    const controller = new AbortController();
    const aborted = network.run(batch, { signal: controller.signal });
    controller.abort(new Error("changed my mind"));
    await expect(aborted).rejects.toThrow("changed my mind");
    expect(tf.memory().numTensors).toBe(held);
    await network.dispose();
    await expect(network.run(batch)).rejects.toBeInstanceOf(DisposedError);
  });
});

describe("startTfjsBackend", () => {
  it("starts once, however many ask at the same time, and sets the kernels up", async () => {
    let starts = 0;
    const cpu = tf.findBackend("cpu");
    tf.registerBackend("counted", async () => {
      starts++;
      return cpu;
    });
    let setups = 0;
    tf.registerKernel({
      kernelName: "Identity",
      backendName: "counted",
      kernelFunc: () => [],
      setupFunc: () => setups++,
    });
    await Promise.all([start("counted"), start("counted"), start("counted")]);
    await start("counted");
    expect([starts, setups]).toEqual([1, 1]);
  });

  it("says which package does not start and why, and tries again when asked again", async () => {
    let attempts = 0;
    tf.registerBackend("broken", async () => {
      attempts++;
      throw { message: "no such file.\nat somewhere" };
    });
    for (const attempt of [1, 2]) {
      const failure = start("broken");
      await expect(failure).rejects.toBeInstanceOf(RuntimeMissingError);
      await expect(failure).rejects.toMatchObject({
        packageName: "@tensorflow/tfjs-backend-broken",
        message:
          'Expected tfjs to run on "broken" (@tensorflow/tfjs-backend-broken), but it does not start here: no such file. Try another.',
      });
      expect(attempts).toBe(attempt);
    }
  });

  it("refuses a backend that no package has registered", async () => {
    await expect(start("webgl")).rejects.toThrow("does not offer it on this platform");
  });
});

it("refuses a backend that is not started or was removed", () => {
  expect(() => createTfjsNetwork(tf, weights, { backend: "tensorflow" })).toThrow(RuntimeMissingError);
  expect(() => createTfjsNetwork(tf, weights, { backend: "tensorflow" })).toThrow(/startTfjsBackend/);
});
