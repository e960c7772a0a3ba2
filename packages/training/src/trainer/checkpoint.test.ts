import { describe, expect, it } from "@jest/globals";
import { tinyStage } from "../../test/tiny";
import { memoryStorage } from "../storage/training-storage";
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint, shippedWeights } from "./checkpoint";
import { CheckpointStore } from "./checkpoint-store";
import { EpochMeans } from "./epoch-means";

const checkpoint = (step: number, changes: Partial<Checkpoint> = {}): Checkpoint => ({
  recipe: tinyStage,
  conditions: {
    ...{ data: "d", teachers: "none", backend: "wasm" },
    ...{ validateEvery: 500, monitor: "loss", callbacks: "", endsWith: "last" },
  },
  step,
  finished: false,
  sampler: { step, pools: { all: [0, step, 9] } },
  optimiserUpdates: step,
  learningRateScale: 0.5,
  epoch: new EpochMeans().state,
  callbacks: { earlyStopping: { best: 1, waited: 2 } },
  best: [],
  validation: null,
  arrays: { values: Float32Array.of(step, 2, 3), "optimiser/moment": Float32Array.of(4) },
  ...changes,
});

describe("encodeCheckpoint and decodeCheckpoint", () => {
  it("give everything back, also from bytes inside a larger array", async () => {
    const original = checkpoint(7);
    const bytes = await encodeCheckpoint(original);
    const padded = new Uint8Array(bytes.length + 3);
    padded.set(bytes, 3);
    expect(await decodeCheckpoint(padded.subarray(3), "x")).toEqual(original);
  });

  it.each([
    ["cut short", (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -1)],
    ["cut inside its first line", (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, 20)],
    ["empty", () => new Uint8Array()],
    ["with one bit turned", (bytes: Uint8Array<ArrayBuffer>) => bytes.with(-1, bytes.at(-1)! ^ 1)],
  ])("refuse a file that is %s", async (_, damage) => {
    const bytes = damage(await encodeCheckpoint(checkpoint(7)));
    await expect(decodeCheckpoint(bytes, "run/a.checkpoint")).rejects.toThrow(
      /run\/a\.checkpoint is not a complete checkpoint/,
    );
  });

  it("refuse a file of which any one bit of the first line is turned", async () => {
    const bytes = await encodeCheckpoint(checkpoint(7));
    const end = bytes.indexOf(10);
    const accepted: number[] = [];
    for (let at = 0; at < end; at++)
      for (const bit of [1, 2, 16, 32])
        await decodeCheckpoint(bytes.with(at, bytes[at]! ^ bit), "x").then(
          () => accepted.push(at),
          ({ name }) => expect(name).toBe("TrainingError"),
        );
    expect(accepted).toEqual([]);
  });

  it("tell the weights to ship: the average where there is one", () => {
    const average = Float32Array.of(9);
    expect(shippedWeights(checkpoint(1))).toEqual(Float32Array.of(1, 2, 3));
    expect(shippedWeights(checkpoint(1, { arrays: { values: Float32Array.of(1), average } }))).toBe(average);
  });
});

describe("CheckpointStore", () => {
  it("keeps the newest and the best, and starts from the newest", async () => {
    const store = new CheckpointStore(memoryStorage(), {
      folder: "stage",
      retention: { newest: 2, best: 2, monitor: "genderAccuracy" },
    });
    expect(await store.newest()).toBeUndefined();
    let best: Checkpoint["best"] = [];
    for (const [index, value] of [0.7, 0.9, 0.6, 0.9, 0.5, 0.4].entries()) {
      best = store.rank(best, { step: index + 1, value });
      await store.save(checkpoint(index + 1, { best }));
    }
    expect(best).toEqual([
      { step: 2, value: 0.9 },
      { step: 4, value: 0.9 },
    ]);
    expect(await store.steps()).toEqual([2, 4, 5, 6]);
    expect((await store.newest())!.step).toBe(6);
    expect((await store.at(2)).arrays.values![0]).toBe(2);
    await expect(store.at(3)).rejects.toThrow(/checkpoint of step 3 in memory, folder stage/);
  });

  it("ranks errors and losses from low to high", () => {
    const store = new CheckpointStore(memoryStorage(), { retention: { best: 2, monitor: "ageError" } });
    const best = [5, 4, 6].reduce<Checkpoint["best"]>(
      (list, value, index) => store.rank(list, { step: index, value }),
      [],
    );
    expect(best.map(({ value }) => value)).toEqual([4, 5]);
  });

  it("writes nothing that is not a number and says which checkpoint is good", async () => {
    const storage = memoryStorage();
    const store = new CheckpointStore(storage, { retention: { newest: 1 } });
    const broken = checkpoint(5, {
      arrays: { values: Float32Array.of(1), "optimiser/moment": Float32Array.of(Number.NaN) },
    });
    await expect(store.save(broken)).rejects.toThrow(/optimiser\/moment of step 5 .* There is no checkpoint yet/);
    await store.save(checkpoint(4));
    await expect(store.save(broken)).rejects.toThrow(/checkpoint of step 4 in memory is good/);
    expect(await store.steps()).toEqual([4]);
  });
});
