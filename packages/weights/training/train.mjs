// Trains the shipped weights from random numbers.
//   node packages/weights/training/train.mjs CROPS RUN [--workers 2] [--steps N]
// CROPS is what pack.mjs wrote; RUN gets checkpoints, metrics.jsonl and at the end the weights. Stopped, it goes on from the
// newest checkpoint.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createArchitecture, saveWeights } from "@fagr/core";
import { train } from "@fagr/training";
import { loadSplit } from "./data.mjs";
import { recipe as fullRecipe } from "./recipe.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: "string", default: "2" }, steps: { type: "string" } },
});
const [cropsFolder, run] = positionals;
if (!run) {
  console.error("Expected: train.mjs CROPS RUN [--workers 2] [--steps N]");
  process.exit(2);
}
const recipe = values.steps
  ? { ...fullRecipe, schedule: { ...fullRecipe.schedule, steps: Number(values.steps) } }
  : fullRecipe;

const { crops, training, validation, sampleAt, dropped } = await loadSplit(cropsFolder);
console.log(`${training.length} crops to train on, ${validation.length} to validate on, ${dropped} copies dropped`);

const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
process.once("SIGTERM", () => stop.abort());
const minutes = (seconds) => `${Math.floor(seconds / 60)} min ${String(Math.round(seconds % 60)).padStart(2, "0")} s`;
const result = await train({
  recipe,
  crops,
  training,
  validation,
  folder: run,
  workers: Number(values.workers),
  signal: stop.signal,
  onEvent(event) {
    if (event.kind === "step" && event.step % 10 === 0) {
      const { step, steps, losses, imagesPerSecond, secondsLeft } = event;
      console.log(
        `step ${step}/${steps}  age ${losses.age.toFixed(3)}  expectation ${losses.expectation.toFixed(2)}  gender ${losses.gender.toFixed(3)}  norm ${event.gradientNorm.toFixed(2)}  ${imagesPerSecond.toFixed(1)} images/s  ${minutes(secondsLeft)} left`,
      );
    } else if (event.kind === "validation") console.log(`validation at ${event.step}: ${JSON.stringify(event)}`);
    else if (event.kind === "resumed") console.log(`going on from step ${event.step}`);
  },
});
if (result.interrupted) {
  console.log(`stopped after step ${result.step}; run the same command to go on`);
  process.exit(130);
}

const used = (source) => training.reduce((sum, index) => sum + (sampleAt(index).source === source ? 1 : 0), 0);
const { manifest, data } = await saveWeights(result.weights, {
  name: "age-gender-62",
  version: "0.1.0",
  description:
    "MobileFaceNet, 62x62, width x 0.75, 48 ages (18 to 65) and gender, trained from random weights with group-balanced batches",
  licence: "Non-commercial research use, as the licences of the training data demand",
  file: "age-gender-62.bin",
  architecture: createArchitecture(recipe.architecture),
  preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
  trainingData: [
    { name: "UTKFace", licence: "non-commercial research", images: used("UTKFace"), labels: "age and gender" },
    { name: "IMDB-WIKI (WIKI part)", licence: "academic research", images: used("IMDB-WIKI"), labels: "age and gender" },
    { name: "CelebA", licence: "non-commercial research", images: used("CelebA"), labels: "gender" },
    { name: "Pixabay portraits", licence: "Pixabay licence", images: used("Pixabay"), labels: "gender" },
  ],
});
await mkdir(run, { recursive: true });
await writeFile(join(run, "age-gender-62.bin"), data);
await writeFile(join(run, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`weights in ${run}; validation ${JSON.stringify(result.validation)}`);
