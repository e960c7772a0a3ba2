import { describe, expect, it } from "@jest/globals";
import { tinyStage } from "../../test/tiny";
import { memoryStorage } from "../storage/training-storage";
import { csvLogger } from "./csv-logger";
import { earlyStopping } from "./early-stopping";
import { reduceLearningRateOnPlateau } from "./reduce-learning-rate";
import type { EpochLogs, TrainingCallback, TrainingControl } from "./training-callback";

const none = { ageLoss: null, ageAccuracy: null, ageError: null, genderLoss: null, genderAccuracy: null };

const logs = (ageError: number | null, genderAccuracy: number | null = null): EpochLogs => ({
  learningRate: 0.01,
  training: { ...none, loss: 2.5 },
  validation: { ...none, ageError, genderAccuracy, count: 3, bySource: {} },
});

function createControl(): TrainingControl & { stopped: boolean } {
  return {
    ...{ stage: "both", recipe: tinyStage, storage: memoryStorage(), step: 0, learningRateScale: 1, stopped: false },
    stopTraining() {
      this.stopped = true;
    },
  };
}

/** Lets a callback see epochs, and tells after each what it did. */
async function follow(callback: TrainingCallback, epochs: readonly EpochLogs[], control = createControl()) {
  await callback.onTrainBegin?.(control);
  const seen: (number | boolean)[] = [];
  for (const [epoch, epochLogs] of epochs.entries()) {
    await callback.onEpochEnd?.(epoch, epochLogs, control);
    seen.push(callback.name === "earlyStopping" ? control.stopped : control.learningRateScale);
  }
  return seen;
}

describe("earlyStopping", () => {
  it("stops after so many epochs without a better one", async () => {
    const callback = earlyStopping({ monitor: "ageError", patience: 2 });
    const errors = [6, 5, 5, 4.9, 5.5, 4.9];
    expect(
      await follow(
        callback,
        errors.map((error) => logs(error)),
      ),
    ).toEqual([false, false, false, false, false, true]);
  });

  it("wants accuracies to rise, and by the minimum change", async () => {
    const callback = earlyStopping({ monitor: "genderAccuracy", patience: 2, minimumChange: 0.1 });
    const shares = [0.5, 0.7, 0.75, 0.79];
    expect(
      await follow(
        callback,
        shares.map((accuracy) => logs(null, accuracy)),
      ),
    ).toEqual([false, false, false, true]);
  });

  it("goes on from a saved state as if it had not been stopped", async () => {
    const first = earlyStopping({ monitor: "ageError", patience: 3 });
    await follow(first, [logs(5), logs(6)]);
    const second = earlyStopping({ monitor: "ageError", patience: 3 });
    const control = createControl();
    await second.onTrainBegin!(control);
    await second.restoreState!(JSON.parse(JSON.stringify(first.saveState!())));
    await second.onEpochEnd!(2, logs(6), control);
    expect(control.stopped).toBe(false);
    await second.onEpochEnd!(3, logs(6), control);
    expect(control.stopped).toBe(true);
  });

  it("says what is missing where the figure is", async () => {
    await expect(follow(earlyStopping({ monitor: "ageError" }), [logs(null)])).rejects.toThrow(
      /"earlyStopping" watches the validation's ageError, but no validation sample/,
    );
  });
});

describe("reduceLearningRateOnPlateau", () => {
  it("lowers the learning rate again and again, down to the minimum", async () => {
    const callback = reduceLearningRateOnPlateau({ monitor: "ageError", patience: 2, factor: 0.5, minimumScale: 0.3 });
    const errors = [5, 5, 5, 4, 5, 5, 5, 5];
    expect(
      await follow(
        callback,
        errors.map((error) => logs(error)),
      ),
    ).toEqual([1, 1, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3]);
  });
});

describe("csvLogger", () => {
  it("writes a line an epoch, and drops lines that came after the checkpoint it goes on from", async () => {
    const control = createControl();
    const callback = csvLogger("log.csv");
    await callback.onTrainBegin!(control);
    await callback.onEpochBegin!(0, control);
    await callback.onEpochEnd!(0, logs(5, 0.5), control);
    const saved = callback.saveState!();
    await callback.onEpochEnd!(1, logs(4), control);
    const read = async () =>
      new TextDecoder()
        .decode(await control.storage.read("log.csv"))
        .trim()
        .split("\n");
    expect((await read()).slice(1)).toEqual(['"both",0,0,0.01,2.5,,,,,,,,5,,0.5', '"both",1,0,0.01,2.5,,,,,,,,4,,']);
    expect((await read())[0]).toMatch(/^stage,epoch,step,learningRate,loss,ageLoss,.*validation\.genderAccuracy$/);
    const resumed = csvLogger("log.csv");
    await resumed.onTrainBegin!(control);
    await resumed.restoreState!(saved);
    expect(await read()).toHaveLength(2);
  });
});
