// Writes the averaged weights of a run's newest checkpoint as fagr weights.
//   node packages/weights/training/write-weights.mjs CROPS RUN OUT
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { planNetwork, saveWeights } from "@fagr/core";
import {
  architectureOf,
  CheckpointStore,
  folderStorage,
  layOutParameters,
  shippedWeights,
  toNamedTensors,
} from "@fagr/training";
import { loadSplit } from "./data.mjs";

const [cropsFolder, run, out] = process.argv.slice(2);
if (!out) {
  console.error("Expected: write-weights.mjs CROPS RUN OUT");
  process.exit(2);
}
const { training, sampleAt } = await loadSplit(cropsFolder);
const checkpoint = await new CheckpointStore(folderStorage(run)).newest();
const architecture = architectureOf(checkpoint.recipe);
const used = (source) => Array.from(training, sampleAt).filter((sample) => sample.source === source).length;
const { manifest, data } = await saveWeights(
  toNamedTensors(shippedWeights(checkpoint), layOutParameters(planNetwork(architecture))),
  {
    name: "age-gender-62",
    version: "0.1.0",
    description: `MobileFaceNet, 62x62, width x 0.75, 48 ages (18 to 65) and gender; ${checkpoint.step} steps of 128 faces from random weights`,
    licence: "Non-commercial research use, as the licences of the training data demand",
    file: "age-gender-62.bin",
    architecture,
    preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
    trainingData: [
      { name: "UTKFace", licence: "non-commercial research", images: used("UTKFace"), labels: "age and gender" },
      {
        name: "IMDB-WIKI, WIKI part",
        licence: "academic research",
        images: used("IMDB-WIKI"),
        labels: "age and gender",
      },
      { name: "CelebA", licence: "non-commercial research", images: used("CelebA"), labels: "gender" },
      { name: "Pixabay portraits", licence: "Pixabay licence", images: used("Pixabay"), labels: "gender" },
    ],
  },
);
await mkdir(out, { recursive: true });
await writeFile(join(out, manifest.files[0].path), data);
await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${join(out, "manifest.json")}: step ${checkpoint.sampler.step}, ${data.length} bytes`);
