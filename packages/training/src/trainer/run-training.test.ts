import { TrainingError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { tinyGenderStage, tinySplit, tinyStage } from "../../test/tiny";
import { csvLogger } from "../callbacks/csv-logger";
import { earlyStopping } from "../callbacks/early-stopping";
import { reduceLearningRateOnPlateau } from "../callbacks/reduce-learning-rate";
import type { TrainingCallback } from "../callbacks/training-callback";
import { memoryStorage } from "../storage/training-storage";
import { CheckpointStore } from "./checkpoint-store";
import { readMetrics } from "./metrics-log";
import { activateNodeBackend } from "./node-backend";
import { runTraining } from "./run-training";
import { createLocalTeam } from "./team";
import type { TrainingSetup } from "./train-options";
import type { TrainingEvent } from "./training-event";

const split = tinySplit();
const staged = { name: "tiny", stages: [tinyGenderStage, tinyStage] };

function run(options: Partial<TrainingSetup> = {}) {
  return runTraining({
    recipe: tinyStage,
    ...split,
    storage: memoryStorage(),
    createTeam: createLocalTeam(activateNodeBackend),
    checkpointEvery: 2,
    validateEvery: 3,
    metricsEvery: 1,
    ...options,
  });
}

/** Lets a training run until an event and stops it there as Ctrl-C would. */
function stopAt(when: (event: TrainingEvent) => boolean) {
  const stop = new AbortController();
  return {
    signal: stop.signal,
    onEvent: (event: TrainingEvent) => {
      if (when(event)) stop.abort();
    },
  };
}

const allEqual = (one: ReadonlyMap<string, Float32Array>, other: ReadonlyMap<string, Float32Array>) =>
  [...one].every(([name, values]) => Buffer.from(values.buffer).equals(Buffer.from(other.get(name)!.buffer)));

const isSame = (one: Float32Array, other: Float32Array) => one.every((value, index) => value === other[index]);

describe("going on with a training", () => {
  const moved = split.crops.manifest.samples.map((sample, index) => (index === 2 ? { ...sample, age: 27 } : sample));
  it.each<[string, Partial<TrainingSetup>, RegExp]>([
    ["samples", { training: split.training.slice(1) }, /data was/],
    ["validation samples", { validation: split.validation.slice(1) }, /data was/],
    ["labels", { crops: { ...split.crops, manifest: { ...split.crops.manifest, samples: moved } } }, /data was/],
    ["epochs", { validateEvery: 2 }, /validateEvery was 3, now it is 2/],
    ["patience", { callbacks: [earlyStopping({ patience: 9 })] }, /callbacks was earlyStopping.*"patience":2/],
    ["monitored figure", { keep: { monitor: "ageError" } }, /monitor was loss/],
    ["weights to end with", { weights: "best" }, /endsWith was last, now it is best/],
  ])("with other %s is refused with what has changed", async (_, change, message) => {
    const storage = memoryStorage();
    const same = { storage, callbacks: [earlyStopping({ patience: 2 })] };
    await run({ ...same, ...stopAt((event) => event.kind === "step" && event.step === 2) });
    await expect(run({ ...same, ...change })).rejects.toThrow(TrainingError);
    await expect(run({ ...same, ...change })).rejects.toThrow(message);
    expect((await run(same)).step).toBe(6);
  });
});

describe("training in stages", () => {
  const callbacks = () => [reduceLearningRateOnPlateau({ patience: 1, factor: 0.5 }), csvLogger()];
  const keep = { newest: 1, best: 1, monitor: "genderLoss" } as const;

  it("gives the same weights, metrics and epochs whether or not it is stopped, in either stage", async () => {
    const whole = memoryStorage();
    const expected = await run({ recipe: staged, storage: whole, callbacks: callbacks(), keep });
    const storage = memoryStorage();
    for (const [stage, step] of [
      ["gender", 2],
      ["gender", 5],
      ["both", 1],
      ["both", 4],
    ] as const) {
      const stop = stopAt((event) => event.kind === "step" && event.stage === stage && event.step === step);
      const result = await run({ recipe: staged, storage, callbacks: callbacks(), keep, ...stop });
      expect(result).toMatchObject({ stage, step, interrupted: true });
    }
    const events: TrainingEvent[] = [];
    const resumed = await run({
      recipe: staged,
      storage,
      callbacks: callbacks(),
      keep,
      onEvent: (event) => events.push(event),
    });
    expect(events.filter(({ kind }) => kind === "stage" || kind === "resumed")).toMatchObject([
      { kind: "stage", stage: "gender", index: 0, stages: 2 },
      { kind: "resumed", stage: "gender", step: 6 },
      { kind: "stage", stage: "both", index: 1 },
      { kind: "resumed", stage: "both", step: 4 },
    ]);
    expect(resumed).toMatchObject({ stage: "both", step: 6, interrupted: false });
    expect(allEqual(resumed.weights, expected.weights)).toBe(true);
    expect(resumed.validation).toEqual(expected.validation);
    expect(resumed.best).toEqual(expected.best);
    const text = async (place: typeof storage, file: string) => new TextDecoder().decode(await place.read(file));
    expect(await text(storage, "epochs.csv")).toBe(await text(whole, "epochs.csv"));
    expect((await text(storage, "epochs.csv")).trim().split("\n")).toHaveLength(5);
    const timeless = async (place: typeof storage) =>
      (await readMetrics(place)).map((line) => ({ ...line, imagesPerSecond: 0, secondsLeft: 0 }));
    expect(await timeless(storage)).toEqual(await timeless(whole));
    expect((await timeless(whole)).filter(({ kind }) => kind === "step")).toHaveLength(12);
  });

  it("begins a stage with the body and the gender head of the one before", async () => {
    const storage = memoryStorage();
    const first = await run({ recipe: { name: "one", stages: [tinyGenderStage] }, storage });
    const unmoved = {
      ...tinyStage,
      seed: 2,
      averageDecay: 0,
      schedule: { ...tinyStage.schedule, steps: 1, learningRate: 1e-30 },
    };
    const second = await run({ recipe: { name: "two", stages: [tinyGenderStage, unmoved] } });
    const trained = [...first.weights].filter(([name]) => !name.includes("moving"));
    for (const [name, values] of trained)
      expect({ name, same: values.every((value, index) => value === second.weights.get(name)![index]) }).toEqual({
        name,
        same: !name.startsWith("age_"),
      });
  });

  it("trains a stage on its sources and tells no figures of a task that it does not train", async () => {
    const events: TrainingEvent[] = [];
    await run({ recipe: tinyGenderStage, onEvent: (event) => events.push(event) });
    const [stage, step] = events;
    const fromB = split.training.filter((index) => split.crops.manifest.samples[index]!.source === "B");
    expect(stage).toMatchObject({ kind: "stage", samples: fromB.length });
    expect(step).toMatchObject({ kind: "step", ageLoss: null, ageAccuracy: null, ageError: null });
    expect(Object.keys((step as TrainingEvent & { kind: "step" }).losses)).toEqual(["gender"]);
  });
});

describe("training", () => {
  it("learns", async () => {
    const schedule = { ...tinyStage.schedule, steps: 40, learningRate: 0.01 };
    const result = await run({ recipe: { ...tinyStage, schedule }, validateEvery: 40 });
    expect(result.validation!.genderAccuracy).toBeGreaterThan(0.9);
    expect(Object.keys(result.validation!.bySource)).toEqual(["B"]);
  });

  it("stops at once when it runs away, keeps the good checkpoint and says what to do", async () => {
    const storage = memoryStorage();
    // The sixth update makes weights that are huge but finite, and step 6 is one with a checkpoint.
    const schedule = { kind: "step", learningRate: 1e-3, steps: 40, at: [5], factor: 1e30 } as const;
    const recipe = { ...tinyStage, optimiser: { kind: "sgd" }, averageDecay: 0, schedule } as const;
    const failure = run({ recipe, storage });
    await expect(failure).rejects.toThrow(TrainingError);
    await expect(failure).rejects.toThrow(
      /diverged at step \d+ of the stage "both".*checkpoint of step 4 in memory is good/,
    );
    const good = (await new CheckpointStore(storage).newest())!;
    expect(good.step).toBe(4);
    expect(good.arrays.values!.every(Number.isFinite)).toBe(true);
    await expect(run({ recipe, storage })).rejects.toThrow(/checkpoint of step 4/);
  });

  it("refuses checkpoints of another recipe, naming the field", async () => {
    const storage = memoryStorage();
    await run({ storage });
    await expect(run({ storage, recipe: { ...tinyStage, seed: 5 } })).rejects.toThrow(/"seed" was 1, now it is 5/);
  });

  it("gives the best weights of a validation where they are asked for", async () => {
    const storage = memoryStorage();
    // A learning rate that spoils what was learned makes an early validation the best one.
    const schedule = { kind: "step", learningRate: 0.01, steps: 12, at: [6], factor: 30 } as const;
    const recipe = { ...tinyStage, averageDecay: 0, schedule };
    const last = await run({ recipe, storage, weights: "last" });
    const best = await run({ recipe, storage, weights: "best" });
    expect(best.best[0]!.step).toBeLessThanOrEqual(9);
    expect(allEqual(last.weights, best.weights)).toBe(false);
    const { arrays } = await new CheckpointStore(storage).at(best.best[0]!.step);
    expect(best.weights.values().next().value!).toEqual(
      arrays.values!.subarray(0, best.weights.values().next().value!.length),
    );
  });

  it("begins with given weights, age head included", async () => {
    const { weights } = await run();
    const still = { ...tinyStage, averageDecay: 0, schedule: { ...tinyStage.schedule, steps: 1, learningRate: 1e-30 } };
    const again = await run({ recipe: still, initialWeights: weights });
    for (const [name, values] of weights) if (!name.includes("moving")) expect(again.weights.get(name)).toEqual(values);
  });

  it("leaves frozen rows with their statistics as they are, and trains the others", async () => {
    const { weights: first } = await run();
    const { weights: second } = await run({
      recipe: { ...tinyStage, averageDecay: 0, learningRates: { row1: 0, row3_block1: 0 } },
      initialWeights: first,
    });
    for (const [name, values] of second) {
      const isFrozen = /^row1_|^row3_block1_/.test(name);
      // Shifts before a normalisation get gradients that are zero but for rounding; Adam moves them all the same.
      expect({ name, same: isSame(values, first.get(name)!) }).toEqual({ name, same: isFrozen });
    }
  });

  it("keeps all statistics where batch normalisation is frozen", async () => {
    const { weights: first } = await run();
    const recipe = { ...tinyStage, averageDecay: 0, batchNorm: "frozen" } as const;
    const { weights: second } = await run({ recipe, initialWeights: first });
    for (const [name, values] of second)
      expect({ name, same: isSame(values, first.get(name)!) }).toEqual({ name, same: /moving/.test(name) });
  });

  it("moves an age head to other ages where it is told which it knows", async () => {
    const { weights: first } = await run();
    const still = { kind: "constant", learningRate: 1e-12, steps: 1 } as const;
    const { base } = tinyStage.architecture as { base: "age-gender-62" };
    const architecture = { ...(tinyStage.architecture as object), base, ageRange: [18, 25] } as const;
    const recipe = { ...tinyStage, architecture, schedule: still, averageDecay: 0 };
    const head = async (initialAgeRange?: readonly [number, number]) => {
      const { weights } = await run({
        recipe,
        initialWeights: first,
        ...(initialAgeRange ? { initialAgeRange } : {}),
      });
      return weights.get("age_probabilities/bias")!;
    };
    const old = first.get("age_probabilities/bias")!;
    const expected = [0, 0, 0, 1, 2, 3, 4, 5].map((place) => old[place]!);
    for (const [place, bias] of (await head([20, 27])).entries()) expect(bias).toBeCloseTo(expected[place]!, 6);
  });

  it("works without validation samples", async () => {
    const { validation, best } = await run({ validation: new Int32Array(), validateEvery: Number.POSITIVE_INFINITY });
    expect([validation, best]).toEqual([null, []]);
  });

  it("goes on with a training that has ended where it is to be extended, in its last stage", async () => {
    const storage = memoryStorage();
    const stages = (steps: number) =>
      [tinyGenderStage, tinyStage].map((stage) => ({ ...stage, schedule: { ...stage.schedule, steps } }));
    const recipe = (steps: number) => ({ name: "tiny", stages: stages(steps) });
    await run({ recipe: recipe(4), storage });
    await expect(run({ recipe: recipe(8), storage })).rejects.toThrow(/"schedule" was .*"steps":4.*--extend/);
    const events: TrainingEvent[] = [];
    const extended = await run({ recipe: recipe(8), storage, extend: true, onEvent: (event) => events.push(event) });
    expect(extended).toMatchObject({ stage: "both", step: 8 });
    const steps = events.flatMap((event) => (event.kind === "step" ? `${event.stage} ${event.step}` : []));
    expect(steps).toEqual(["both 5", "both 6", "both 7", "both 8"]);
    const straight = memoryStorage();
    await run({ recipe: { name: "tiny", stages: [stages(4)[0]!, stages(8)[1]!] }, storage: straight });
    const last = (place: typeof storage) => new CheckpointStore(place, { folder: "2-both" }).at(8);
    expect((await last(storage)).arrays.values).toEqual((await last(straight)).arrays.values);
    await expect(run({ recipe: recipe(3), storage, extend: true })).rejects.toThrow(
      /of 8 steps, expected at most the 3/,
    );
  });

  it("refuses fields beside the stages, which would change nothing", async () => {
    const recipe = { ...staged, batches: { kind: "plain", size: 4 } as const };
    await expect(run({ recipe })).rejects.toThrow(/also the field "batches".*recipe\.stages\.map/);
  });
});

describe("callbacks", () => {
  it("are called under Keras's names in Keras's order", async () => {
    const calls: string[] = [];
    const note = (name: string) => (first?: unknown) => {
      calls.push(typeof first === "number" ? `${name} ${first}` : name);
    };
    const callback: TrainingCallback = {
      name: "listener",
      ...Object.fromEntries(
        ["Train", "Epoch", "Batch", "Test"].flatMap((moment) =>
          ["Begin", "End"].map((end) => [`on${moment}${end}`, note(`on${moment}${end}`)]),
        ),
      ),
    };
    const schedule = { ...tinyStage.schedule, steps: 3 };
    await run({ recipe: { ...tinyStage, schedule }, validateEvery: 2, callbacks: [callback] });
    const batch = (index: number) => [`onBatchBegin ${index}`, `onBatchEnd ${index}`];
    const test = ["onTestBegin", "onTestEnd"];
    expect(calls).toEqual([
      "onTrainBegin",
      ...["onEpochBegin 0", ...batch(0), ...batch(1), ...test, "onEpochEnd 0"],
      ...["onEpochBegin 1", ...batch(2), ...test, "onEpochEnd 1"],
      "onTrainEnd",
    ]);
  });

  it("can end a stage, which then stays ended", async () => {
    const storage = memoryStorage();
    // A change of a hundred is never reached, so the second validation is one too many.
    const callbacks = [earlyStopping({ patience: 1, minimumChange: 100 })];
    const schedule = { ...tinyStage.schedule, steps: 100 };
    const first = await run({ recipe: { ...tinyStage, schedule }, storage, callbacks });
    expect(first).toMatchObject({ step: 6, interrupted: false });
    const again = await run({ recipe: { ...tinyStage, schedule }, storage, callbacks });
    expect(again).toMatchObject({ step: 6, interrupted: false });
    expect(allEqual(first.weights, again.weights)).toBe(true);
  });

  it("need different names", async () => {
    await expect(run({ callbacks: [csvLogger(), csvLogger("b.csv")] })).rejects.toThrow(/"csvLogger" twice/);
  });
});
