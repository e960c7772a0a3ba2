import type { TrainingStorage } from "../storage/training-storage";
import { type MonitoredFigure, monitoredFigures } from "../trainer/monitor";
import type { TrainingCallback } from "./training-callback";

const figures = monitoredFigures.filter((name): name is Exclude<MonitoredFigure, "loss"> => name !== "loss");
const header = [
  "stage",
  "epoch",
  "step",
  "learningRate",
  "loss",
  ...figures,
  ...figures.map((name) => `validation.${name}`),
].join();

/**
 * Writes a line for each epoch into a CSV file beside the checkpoints: the epoch's means and the validation's figures, an empty
 * cell where a figure is unknown. A training that continues from a checkpoint first drops the later lines.
 *
 * @param file - Name of the file in the training's storage. Default "epochs.csv".
 */
export function csvLogger(file = "epochs.csv"): TrainingCallback {
  let storage: TrainingStorage;
  let stage: string;
  /** Lines of this stage so far. */
  let written = 0;

  /** The file's lines with only the first `keep` of this stage. */
  const rewrite = async (keep: number) => {
    const text = new TextDecoder().decode((await storage.read(file)) ?? new Uint8Array());
    let own = 0;
    const lines = text
      .split("\n")
      .slice(1)
      .filter((line) => line !== "" && (!line.startsWith(`${stage},`) || own++ < keep));
    await storage.write(file, new TextEncoder().encode(`${[header, ...lines].join("\n")}\n`));
    written = keep;
  };
  return {
    name: "csvLogger",
    async onTrainBegin(control) {
      storage = control.storage;
      stage = JSON.stringify(control.stage);
      // A finished stage that is looked at again is restored right after this, with the lines that it has.
      written = 0;
    },
    async onEpochBegin(epoch) {
      if (epoch === 0) await rewrite(0);
    },
    async onEpochEnd(epoch, { learningRate, training, validation }, control) {
      const cells = [
        ...[stage, epoch, control.step, learningRate, training.loss],
        ...figures.map((name) => training[name]),
        ...figures.map((name) => validation?.[name]),
      ];
      await storage.append(file, `${cells.map((cell) => cell ?? "").join()}\n`);
      written++;
    },
    saveState: () => written,
    restoreState: (saved) => rewrite(saved as number),
  };
}
