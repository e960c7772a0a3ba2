// Figures of shipped weights on every data set's own validation part and on faces of LFW that no training sees, by group of ages and by gender, as
// the site's interactive model card reads them:
//   node packages/weights/training/figures.mjs CROPS --strangers LFW [--model NAME,NAME] [--limit N]
// writes training/figures/NAME.json for each of the editions. Run it again when weights change.
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { loadWeights } from "@fagr/core/network";
import { openCropSet } from "@fagr/data";
import { openCrops, titles } from "./data.mjs";
import { groupFigures, yearsOfBar } from "./group-figures.mjs";
import { predictValidation, regionOf, thinOut } from "./validation.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    strangers: { type: "string" },
    model: { type: "string", default: "age-gender-62,age-gender-62-int8,age-gender-62-all,age-gender-62-all-int8" },
    limit: { type: "string" },
  },
});
const [cropsFolder] = positionals;
if (!cropsFolder || !values.strangers) {
  console.error("Expected: figures.mjs CROPS --strangers LFW [--model NAME,NAME] [--limit N]");
  process.exit(2);
}

const { crops, validation } = await openCrops(cropsFolder);
const strangers = await openCropSet(values.strangers);
const places = [
  ...[...validation].map((index) => ({ set: crops, index })),
  ...[...strangers.manifest.samples.keys()].map((index) => ({ set: strangers, index })),
];
const everything = {
  faces: places.map(({ set, index }) => set.manifest.samples[index]),
  regionAt: (place) => regionOf(places[place].set, places[place].index),
};
const measured = thinOut(everything, values.limit ? Number(values.limit) : Number.POSITIVE_INFINITY);
const strange = new Set(strangers.manifest.samples.map(({ source }) => source));
const sources = [...new Set(measured.faces.map(({ source }) => source))];

const folder = new URL("figures/", import.meta.url);
await mkdir(folder, { recursive: true });
for (const name of values.model.split(",")) {
  const location = new URL(`../models/${name}/manifest.json`, import.meta.url);
  const { manifest } = await loadWeights(location);
  const model = await loadAgeGenderModel({ backend: wasmBackend(), weights: location });
  const answers = await predictValidation(model, measured);
  await model.dispose();
  const labels = manifest.labels.age;
  const faces = measured.faces.map((face, place) => ({ ...face, answer: answers[place] }));
  const setOf = (set, title, chosen) => ({ set, title, groups: groupFigures(chosen, labels) });
  const figures = {
    model: name,
    version: manifest.version,
    command: "node packages/weights/training/figures.mjs CROPS --strangers LFW",
    ages: [labels.minimum, labels.maximum],
    yearsOfBar,
    intervalProbability: 0.8,
    sets: [
      setOf(
        "all",
        "All that were kept out of training",
        faces.filter((face) => !strange.has(face.source)),
      ),
      ...sources.map((source) =>
        setOf(
          source,
          strange.has(source) ? `${source}, never trained on` : titles[source],
          faces.filter((face) => face.source === source),
        ),
      ),
    ],
  };
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(figures)}\n`);
  const [{ groups }] = figures.sets;
  console.log(`${name} ${manifest.version}: ${groups[0].faces} faces, age error ${groups[0].ageError} years`);
}
