// Short trainings that each change one thing of the shipped weights' recipe, side by side: what every choice is worth, and
// what the error does with more pictures, more steps and more weights.
//   node packages/weights/training/experiments.mjs CROPS OUT [--only NAME,NAME] [--steps 600] [--input-size 31]
// All see half the resolution, which is four times as fast and is told in the table: what is compared is the choice, not the
// error itself. Averages hide what balance is for: beside them stand the women of 45 and older and the bias of the old. Each training is a folder of OUT with its own log and goes on from there when it is stopped; finished ones
// are only read. Prints a Markdown table of the validation part after the last step.
// Longer than 200 lines: the list of experiments is data.
import { readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { enableRelaxedSimd, loadAgeGenderModel } from "@fagr/core";
import { loadWeights, planNetwork, saveWeights, weightSpecs } from "@fagr/core/network";
import { openCropSet, splitCropSet } from "@fagr/data";
import { measureFaces } from "@fagr/evaluation";
import { architectureOf, changeRecipe, namedRecipe, train } from "@fagr/training";
import { openValidation, predictValidation, show, toMarkdown, toRecords } from "./validation.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    steps: { type: "string", default: "600" },
    "input-size": { type: "string", default: "31" },
  },
});
const [cropsFolder, out] = positionals;
if (!out) {
  console.error("Expected: experiments.mjs CROPS OUT [--only NAME,NAME] [--steps 600] [--input-size 31]");
  process.exit(2);
}

const shipped = JSON.parse(await readFile(new URL("recipe.json", import.meta.url), "utf8"));
const base = {
  ...shipped,
  architecture: { base: "age-gender-62", inputSize: Number(values["input-size"]) },
  averageDecay: 0.99,
};
const [table] = /** @type {any} */ (base.batches).tables;
const { labels: _, ...asLabelled } = base;
const documentTable = /** @type {any} */ (namedRecipe("document").stages[1].batches).tables[0];
const wide = (widthMultiplier) => ({ ...base, architecture: { ...base.architecture, widthMultiplier } });

/** Name, what is changed, the recipe and what else `train` is told. */
const experiments = [
  ["shipped", "the shipped recipe", base],
  ["adamw", "AdamW at 0.003 instead of Muon", withOptimiser({ kind: "adamw", weightDecay: 0.01, clipNorm: 5 }, 0.003)],
  ["plain", "batches of all pictures alike", { ...base, batches: { kind: "plain", size: 128 } }],
  [
    "document-groups",
    "the document's quotas, 64 Asian and 64 others, and no CelebA",
    {
      ...asLabelled,
      batches: { ...namedRecipe("document").stages[1].batches, tables: [documentTable], missing: "otherDomains" },
    },
  ],
  ["one-gender-pool", "genders as they come", { ...base, batches: { ...base.batches, balanceGenders: false } }],
  [
    "labels-as-they-are",
    "no faces outside 18 to 65 in the age loss, genders of children",
    {
      ...asLabelled,
      batches: { ...base.batches, ageGroups: base.batches.ageGroups.slice(2, 18), tables: [insideTable()] },
    },
  ],
  [
    "cross-entropy",
    "cross-entropy for age, the document's loss",
    { ...base, loss: { ...base.loss, age: { kind: "crossEntropy" } } },
  ],
  [
    "gender-weight-1",
    "the gender loss counts once",
    { ...base, loss: { ...base.loss, gender: { ...base.loss.gender, weight: 1 } } },
  ],
  ["no-distortion", "only mirrored, shifted, turned and scaled", { ...base, augmentation: withoutDamage() }],
  ["quarter-of-pictures", "a quarter of the pictures", base, { trainingShare: 0.225 }],
  ["half-of-pictures", "half of the pictures", base, { trainingShare: 0.45 }],
  [
    "taught",
    "half of each target is the shipped weights' answer",
    { ...base, distillation: { share: 0.5 } },
    { taught: true },
  ],
  ["half-the-steps", "half the steps", base, { stepsFactor: 0.5 }],
  ["twice-the-steps", "twice the steps", base, { stepsFactor: 2 }],
  ["width-0.5", "width x 0.5", wide(0.5)],
  ["width-1.0", "width x 1.0", wide(1)],
];

function withOptimiser(optimiser, learningRate) {
  return { ...base, optimiser, schedule: { ...base.schedule, learningRate } };
}

/** The quotas without the groups outside 18 to 65, whose places go to the ungrouped: batches stay as large. */
function insideTable() {
  const inside = Object.entries(table.domains).map(([domain, quotas]) => [domain, quotas.slice(2, 18)]);
  const count = (domains) =>
    Object.values(domains)
      .flat()
      .reduce((sum, quota) => sum + quota, 0);
  const domains = Object.fromEntries(inside);
  return { ...table, domains, ungrouped: table.ungrouped + count(table.domains) - count(domains) };
}

function withoutDamage() {
  const { rotation, scale, aspect, shift, mirror } = base.augmentation;
  const none = { contrast: [1, 1], saturation: [1, 1] };
  const zero = Object.fromEntries(Object.keys(base.augmentation).map((name) => [name, 0]));
  return { ...zero, ...none, rotation, scale, aspect, shift, mirror };
}

async function shippedTeacher() {
  const { manifest, tensors } = await loadWeights(new URL("../models/age-gender-62/manifest.json", import.meta.url));
  return { architecture: manifest.architecture, weights: tensors };
}

enableRelaxedSimd();
const crops = await openCropSet(cropsFolder);
const chosen = values.only?.split(",");
const stop = new AbortController();
process.once("SIGINT", () => stop.abort());
const rows = [];
for (const [name, change, recipe, { trainingShare, stepsFactor = 1, taught } = {}] of experiments) {
  if (chosen && !chosen.includes(name)) continue;
  const steps = Math.round(Number(values.steps) * stepsFactor);
  const split = splitCropSet(crops, { validationShare: 0.1, ...(trainingShare ? { trainingShare } : {}) });
  // Genders of children would hide what happens to those of grown-ups.
  const validation = split.validation.filter((index) => isGrown(split.crops.manifest.samples[index]));
  const [stage] = changeRecipe({ name, stages: [{ ...recipe, name }] }, { steps }).stages;
  const {
    validation: figures,
    weights,
    interrupted,
  } = await train({
    ...split,
    validation,
    recipe: stage,
    ...(taught ? { teachers: [await shippedTeacher()] } : {}),
    folder: join(out, name),
    workers: availableParallelism(),
    validateEvery: steps,
    signal: stop.signal,
    onEvent(event) {
      if (event.kind === "step" && event.step % 20 === 0)
        process.stderr.write(`\r${name} ${event.step}/${event.steps}, ${Math.round(event.secondsLeft)} s left   `);
    },
  });
  if (interrupted) process.exit(130);
  process.stderr.write("\r\x1b[K");
  const older = await measureOlder(weights, architectureOf(stage));
  rows.push({ name, change, steps, pictures: split.training.length, weights: trainable(stage), figures, ...older });
}
await writeFile(join(out, "experiments.json"), `${JSON.stringify(rows, null, 1)}\n`);
const per = (share) => (share === null ? "–" : `${(100 * share).toFixed(1)} %`);
console.log(
  toMarkdown(
    [
      "experiment",
      "change",
      "pictures",
      "steps",
      "weights",
      "UTKFace age error",
      "UTKFace gender",
      "WIKI age error",
      "WIKI gender",
      "CelebA gender",
      "UTKFace women from 45 on",
      "men from 45 on",
      "bias at 54 to 65",
    ],
    rows.map(({ name, change, steps, pictures, weights, figures: { bySource }, recall, bias }) => [
      `\`${name}\``,
      change,
      pictures.toLocaleString("en"),
      steps.toLocaleString("en"),
      `${(weights / 1e6).toFixed(2)} M`,
      bySource.UTKFace.ageError.toFixed(2),
      per(bySource.UTKFace.genderAccuracy),
      bySource["IMDB-WIKI"].ageError.toFixed(2),
      per(bySource["IMDB-WIKI"].genderAccuracy),
      per(bySource.CelebA.genderAccuracy),
      per(recall.female),
      per(recall.male),
      bias,
    ]),
  ),
);

function isGrown({ age }) {
  return age === null || (age >= 18 && age <= 65);
}

function trainable(stage) {
  return weightSpecs(planNetwork(architectureOf(stage)))
    .filter((spec) => spec.trainable)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/** UTKFace's validation faces of 45 to 65 years: who is recognised, and how far the oldest of them are drawn to the middle. */
async function measureOlder(weights, architecture) {
  const { manifest, data } = await saveWeights(weights, {
    ...{
      name: "experiment",
      version: "0.0.0",
      description: "a short training",
      licence: "none",
      file: "experiment.bin",
    },
    architecture,
    preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
    trainingData: [],
  });
  const model = await loadAgeGenderModel({ backend: wasmBackend(), weights: { manifest, file: data } });
  const validation = await openValidation(cropsFolder, { ageRange: [45, 65] });
  const records = toRecords(validation.faces, await predictValidation(model, validation));
  await model.dispose();
  const ofUtkFace = records.filter(({ source, age }) => source === "UTKFace" && age !== null);
  const { gender } = measureFaces(ofUtkFace, { resamples: 0 });
  const { age } = measureFaces(
    ofUtkFace.filter(({ age }) => age >= 54),
    { resamples: 0 },
  );
  return {
    recall: { female: gender.female.recall.value, male: gender.male.recall.value },
    bias: show(age.bias, 1),
  };
}
