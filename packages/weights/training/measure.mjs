// Measures weights on the validation split of every data set and on faces of LFW that no training sees, set by set: gender, ages,
// age bands, histograms of predicted beside labelled ages, intervals, and faces that are moved or turned.
//   node packages/weights/training/measure.mjs CROPS MANIFEST --strangers CROPS [--only SET,SET] [--limit N] [--turned N] [--json FILE] [--answers FILE]
// Prints Markdown. --json keeps the figures, --answers every face with its labels and its answer.
// Longer than 200 lines: the report is written in the order in which it is read.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { loadWeights } from "@fagr/core/network";
import { openCropSet } from "@fagr/data";
import { openCrops } from "./data.mjs";
import { histogramOf, summariseSet } from "./set-figures.mjs";
import { jitteredBoxes, turnPixels } from "./turned-faces.mjs";
import { regionOf, toMarkdown } from "./validation.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    strangers: { type: "string" },
    only: { type: "string" },
    limit: { type: "string", default: "4000" },
    turned: { type: "string", default: "150" },
    json: { type: "string" },
    answers: { type: "string" },
  },
});
const [cropsFolder, manifestFile] = positionals;
if (!manifestFile || !values.strangers) {
  console.error(
    "Expected: measure.mjs CROPS MANIFEST --strangers CROPS [--only SET,SET] [--limit N] [--turned N] [--json FILE] [--answers FILE]",
  );
  process.exit(2);
}
const { manifest } = await loadWeights(manifestFile);
const labels = manifest.labels.age;
const model = await loadAgeGenderModel({ backend: wasmBackend(), weights: manifestFile });
const { crops, validation } = await openCrops(cropsFolder);
const strangers = await openCropSet(values.strangers);
const only = values.only?.split(",");
const sets = new Map();
const add = (set, index) => {
  const { source } = set.manifest.samples[index];
  if (only && !only.includes(source)) return;
  sets.set(source, [...(sets.get(source) ?? []), { set, index }]);
};
for (const index of validation) add(crops, index);
for (const index of strangers.manifest.samples.keys()) add(strangers, index);

const results = [];
const lines = [];
for (const [source, all] of sets) {
  const faces = thin(all, Number(values.limit));
  const answers = await predict(faces.map(regionAt));
  const labelled = faces.map(({ set, index }, place) => ({ ...set.manifest.samples[index], answer: answers[place] }));
  const some = thin(faces, Number(values.turned));
  for (const face of labelled) lines.push(JSON.stringify(face));
  results.push({
    source,
    ...summariseSet(labelled, labels),
    histogram: histogramOf(labelled, labels),
    jitter: await moved(some, (region) => jitteredBoxes(region.box, 10).map((box) => ({ ...region, box }))),
    rolled30: await turned(some, 30),
    rolled45: await turned(some, 45),
  });
}
await model.dispose();
if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 1)}\n`);
if (values.answers) await writeFile(values.answers, `${lines.join("\n")}\n`);
report(results);

function regionAt({ set, index }) {
  return regionOf(set, index);
}

async function predict(regions) {
  const answers = [];
  for (let start = 0; start < regions.length; start += 64)
    answers.push(
      ...(await model.predict(regions.slice(start, start + 64), { ageDistribution: Boolean(values.answers) })),
    );
  return answers;
}

/** So many of them, at equal distances. */
function thin(all, count) {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_, place) => all[Math.floor((place * all.length) / count)]);
}

/** Standard deviation of the age over each face's views, and the share of faces whose gender is not the same in all. */
async function moved(faces, viewsOf) {
  let [deviation, flips] = [0, 0];
  for (const face of faces) {
    const answers = await predict(viewsOf(regionAt(face)));
    const ages = answers.map(({ age }) => age);
    const mean = ages.reduce((sum, age) => sum + age, 0) / ages.length;
    deviation += Math.sqrt(ages.reduce((sum, age) => sum + (age - mean) ** 2, 0) / ages.length);
    flips += new Set(answers.map(({ gender }) => gender)).size > 1 ? 1 : 0;
  }
  return { years: deviation / faces.length, flips: flips / faces.length };
}

/** Both ways: how far the age moves, and how much of the gender accuracy is lost. */
async function turned(faces, degrees) {
  const upright = await predict(faces.map(regionAt));
  const right = ({ set, index }, { gender }) => {
    const label = set.manifest.samples[index].gender;
    return label === null ? null : (gender === "male" ? 1 : 0) === label;
  };
  let [years, before, after, known] = [0, 0, 0, 0];
  for (const angle of [-degrees, degrees]) {
    const answers = await predict(
      faces.map((face) => ({ ...regionAt(face), image: turnPixels(regionAt(face).image, angle) })),
    );
    for (const [place, face] of faces.entries()) {
      years += Math.abs(answers[place].age - upright[place].age) / (2 * faces.length);
      const [one, other] = [right(face, upright[place]), right(face, answers[place])];
      if (one === null) continue;
      known++;
      before += one ? 1 : 0;
      after += other ? 1 : 0;
    }
  }
  return { years, genderLoss: known > 0 ? (before - after) / known : null };
}

function report(all) {
  const number = (value, digits = 2) =>
    value === null || value === undefined || Number.isNaN(value) ? "" : value.toFixed(digits);
  console.log(
    toMarkdown(
      [
        "set",
        "faces",
        "gender",
        "women's recall",
        "women's F1",
        "age MAE",
        "bias",
        "bias 54-65",
        "in band",
        "band ±3",
        "80 % covers",
        "read as 32-47",
        "fullest 3 years",
      ],
      all.map((set) => [
        set.source,
        set.faces,
        number(set.gender, 3),
        number(set.womenRecall, 3),
        number(set.womenF1, 3),
        number(set.mae),
        number(set.bias, 1),
        number(set.biasOfOld, 1),
        number(set.inBand, 3),
        number(set.nearBand, 3),
        number(set.covered, 3),
        number(set.middle, 3),
        number(set.fullestBin, 3),
      ]),
    ),
  );
  console.log(
    "\nBounding boxes moved by 3 %: standard deviation of the age in years, share of faces whose gender flips. Heads rolled by 30° and 45°: change of the age in years, loss of gender accuracy.\n",
  );
  console.log(
    toMarkdown(
      ["set", "moved, years", "flips", "30°, years", "30°, gender", "45°, years", "45°, gender"],
      all.map(({ source, jitter, rolled30, rolled45 }) => [
        source,
        number(jitter.years),
        number(jitter.flips, 3),
        number(rolled30.years),
        number(rolled30.genderLoss, 3),
        number(rolled45.years),
        number(rolled45.genderLoss, 3),
      ]),
    ),
  );
  const mean = (pick) => all.reduce((sum, set) => sum + pick(set), 0) / all.length;
  console.log(
    `\nMean over the sets: moved ${number(mean(({ jitter }) => jitter.years))} years, ${number(
      mean(({ jitter }) => jitter.flips),
      3,
    )} flips.`,
  );
  console.log("\nPercentage of the faces by predicted age (and by labelled age), in bins of three years:\n");
  const bins = all[0].histogram.predicted.length;
  const { minimum } = labels;
  console.log(
    toMarkdown(
      ["set", ...Array.from({ length: bins }, (_, bin) => `${minimum + bin * 3}-`)],
      all.flatMap(({ source, histogram: { predicted, labelled } }) => [
        [source, ...predicted.map((share) => number(100 * share, 0))],
        ...(labelled ? [[`${source}, labels`, ...labelled.map((share) => number(100 * share, 0))]] : []),
      ]),
    ),
  );
}
