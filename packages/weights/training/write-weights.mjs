// Writes the newest checkpoint of a training as the weights of @fagr/weights, or as others to look at. They are not calibrated yet.
//   node packages/weights/training/write-weights.mjs CROPS RUN [OUT] --version 0.3.0 [--name NAME] [--description TEXT]
// RUN is the folder of `fagr train`, of a training in stages that of the last one. NAME is the recipe's or the stage's by default, and OUT
// models/NAME.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { planNetwork, saveWeights } from "@fagr/core";
import { openCropSet, splitCropSet } from "@fagr/data";
import {
  architectureOf,
  CheckpointStore,
  folderStorage,
  layOutParameters,
  selectSamples,
  shippedWeights,
  toNamedTensors,
} from "@fagr/training";
import { describeTrainingData } from "./data.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { version: { type: "string" }, name: { type: "string" }, description: { type: "string" } },
});
const [cropsFolder, run, folder] = positionals;
if (!run || !values.version) {
  console.error("Expected: write-weights.mjs CROPS RUN [OUT] --version 0.3.0 [--name NAME] [--description TEXT]");
  process.exit(2);
}
const checkpoint = await new CheckpointStore(folderStorage(run)).newest();
if (!checkpoint) {
  console.error(`Expected checkpoints in ${run}, but there are none.`);
  process.exit(1);
}
const { recipe, step } = checkpoint;
const { name = recipe.name } = values;
const out = folder ?? fileURLToPath(new URL(`../models/${name}`, import.meta.url));
const architecture = architectureOf(recipe);
const { crops, training } = splitCropSet(await openCropSet(cropsFolder), { validationShare: 0.1 });
const { samples } = crops.manifest;
const used = Array.from(selectSamples(training, { samples, recipe }), (index) => samples[index]);
const [youngest, oldest] = architecture.ageRange;
const { manifest, data } = await saveWeights(
  toNamedTensors(shippedWeights(checkpoint), layOutParameters(planNetwork(architecture))),
  {
    name,
    version: values.version,
    description:
      values.description ??
      `MobileFaceNet, ${architecture.inputSize}x${architecture.inputSize}, width x ${architecture.widthMultiplier}, ages ${youngest} to ${oldest} and gender; ${step.toLocaleString("en")} steps from random weights`,
    licence: "Non-commercial research use, as the licences of the training data demand",
    file: `${name}.bin`,
    architecture,
    preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
    trainingData: describeTrainingData(used),
  },
);
await mkdir(out, { recursive: true });
await writeFile(join(out, manifest.files[0].path), data);
const file = join(out, "manifest.json");
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${file}: ${values.version}, step ${step}, ${data.length.toLocaleString("en")} bytes`);
