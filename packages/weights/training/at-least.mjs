// How often `probabilityAtLeast` is wrong: for people on either side of an age, on the validation faces of packed crops.
//   node packages/weights/training/at-least.mjs CROPS [MANIFEST] [--ages 21,25,30,40,50] [--sources UTKFace,IMDB] [--limit N]
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { calibrationError, mean, percent } from "./calibration-figures.mjs";
import { openValidation, predictValidation, thinOut, toMarkdown } from "./validation.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    ages: { type: "string", default: "21,25,30,40,50" },
    sources: { type: "string", default: "UTKFace,IMDB" },
    limit: { type: "string" },
  },
});
const [cropsFolder, manifestFile = new URL("../models/age-gender-62/manifest.json", import.meta.url)] = positionals;
if (!cropsFolder) {
  console.error("Expected: at-least.mjs CROPS [MANIFEST] [--ages 21,25] [--sources UTKFace,IMDB] [--limit N]");
  process.exit(2);
}
const ages = values.ages.split(",").map(Number);
const all = await openValidation(cropsFolder, { ageRange: [0, 120] });
const model = await loadAgeGenderModel({ backend: wasmBackend(), weights: manifestFile });

for (const source of values.sources.split(",")) {
  const places = all.faces.flatMap((face, place) => (face.source === source && face.age !== null ? [place] : []));
  const known = { faces: places.map((place) => all.faces[place]), regionAt: (place) => all.regionAt(places[place]) };
  const validation = thinOut(known, values.limit ? Number(values.limit) : Number.POSITIVE_INFINITY);
  const rows = [];
  for (const age of ages) {
    // One look at a face answers one age: the network runs anew for each, which is short beside reading the results.
    const predictions = await predictValidation(model, validation, { probabilityAtLeast: age });
    rows.push(rowOf(age, validation.faces, predictions));
  }
  console.log(
    `\n${source}, ${validation.faces.length} faces of ${Math.min(...validation.faces.map(({ age }) => age))} to ${Math.max(...validation.faces.map(({ age }) => age))} years:\n`,
  );
  console.log(
    toMarkdown(
      [
        "at least",
        "younger",
        "of them passed at 50 %",
        "at 90 %",
        "at 99 %",
        "under 18 passed at 90 %",
        "older",
        "of them stopped at 50 %",
        "at 90 %",
        "at 99 %",
        "calibration error",
      ],
      rows,
    ),
  );
}
await model.dispose();

function rowOf(age, faces, predictions) {
  const told = predictions.map(({ probabilityAtLeast }, place) => ({
    age: faces[place].age,
    probability: probabilityAtLeast,
  }));
  const younger = told.filter((face) => face.age < age);
  const older = told.filter((face) => face.age >= age);
  const minors = told.filter((face) => face.age < 18);
  const passed = (group, level) => percent(mean(group.map(({ probability }) => (probability >= level ? 1 : 0))));
  const stopped = (group, level) => percent(mean(group.map(({ probability }) => (probability < level ? 1 : 0))));
  const error = calibrationError(
    told.map(({ probability }) => probability),
    told.map((face) => face.age >= age),
  );
  return [
    age,
    younger.length,
    ...[0.5, 0.9, 0.99].map((level) => passed(younger, level)),
    minors.length > 0 ? passed(minors, 0.9) : "–",
    older.length,
    ...[0.5, 0.9, 0.99].map((level) => stopped(older, level)),
    error.toFixed(3),
  ];
}
