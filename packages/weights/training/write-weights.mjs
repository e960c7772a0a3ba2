// Writes the newest checkpoint of a training as the weights of @fagr/weights, or as others to look at. They are not calibrated yet.
//   node packages/weights/training/write-weights.mjs CROPS RUN [OUT] --version 0.5.0 --data DATA [--name NAME] [--description TEXT]
//     [--box-scale BOXES] [--ages YOUNGEST,OLDEST] [--lean SLOPE] [--coarse SET,SET] [--doubts FILE]
// RUN is the folder of `fagr train`, of a training in stages that of the last one. NAME is the recipe's or the stage's by default, and OUT
// models/NAME. --ages keeps a part of the age classes; --lean 0.02 takes 0.02 a year from the age logits: in doubt the answers
// are the younger ones. --coarse and --doubts as the training had them: the manifest counts the labels that it was given.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createArchitecture, planNetwork, saveWeights } from "@fagr/core/network";
import { architectureOf, folderStorage, selectSamples } from "@fagr/training";
import {
  CheckpointStore,
  layOutParameters,
  moveAgeHead,
  shippedWeights,
  toNamedTensors,
} from "@fagr/training/building-blocks";
import { describeTrainingData, openCrops } from "./data.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    version: { type: "string" },
    data: { type: "string" },
    name: { type: "string" },
    description: { type: "string" },
    "box-scale": { type: "string", default: "1" },
    ages: { type: "string" },
    lean: { type: "string", default: "0" },
    coarse: { type: "string", default: "" },
    doubts: { type: "string" },
  },
});
const [cropsFolder, run, folder] = positionals;
if (!run || !values.version || !values.data) {
  console.error("Expected: write-weights.mjs CROPS RUN [OUT] --version 0.5.0 --data DATA [--name NAME] ...");
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
const trained = architectureOf(recipe);
const ageRange = /** @type {[number, number]} */ (values.ages ? values.ages.split(",").map(Number) : trained.ageRange);
const architecture = createArchitecture("age-gender-62", { ...trained, ageRange });
const doubts = values.doubts ? JSON.parse(await readFile(values.doubts, "utf8")) : {};
const coarse = values.coarse.split(",").filter(Boolean);
const { crops, training } = await openCrops(cropsFolder, { data: values.data, coarse, doubts });
const { samples } = crops.manifest;
const used = Array.from(selectSamples(training, { samples, recipe }), (index) => samples[index]);
const [youngest, oldest] = architecture.ageRange;
const trainedWeights = toNamedTensors(shippedWeights(checkpoint), layOutParameters(planNetwork(trained)));
const weights = moveAgeHead(trainedWeights, { from: trained.ageRange, to: ageRange });
const bias = weights.get("age_probabilities/bias");
for (const index of bias.keys()) bias[index] -= Number(values.lean) * index;
const { manifest, data } = await saveWeights(weights, {
  name,
  version: values.version,
  description:
    values.description ??
    `MobileFaceNet, ${architecture.inputSize}x${architecture.inputSize}, width x ${architecture.widthMultiplier}, ages ${youngest} to ${oldest} and gender; ${step.toLocaleString("en")} steps from random weights`,
  licence: "Non-commercial research use, as the licences of the training data demand",
  file: `${name}.bin`,
  architecture,
  preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: Number(values["box-scale"]) },
  trainingData: describeTrainingData(used),
});
await mkdir(out, { recursive: true });
await writeFile(join(out, manifest.files[0].path), data);
const file = join(out, "manifest.json");
await writeFile(file, `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${file}: ${values.version}, step ${step}, ${data.length.toLocaleString("en")} bytes`);
