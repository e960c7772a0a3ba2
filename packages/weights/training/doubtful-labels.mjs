// Finds labels that weights trained on them still contradict loudly: mostly other people in the picture, wrong dates, mixed-up names.
//   node packages/weights/training/doubtful-labels.mjs CROPS MANIFEST OUT.json
// Writes, for training faces alone, which label is in doubt: { "SOURCE/FILE": ["age"] }. train-weights.mjs leaves these labels out.
import { writeFile } from "node:fs/promises";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { cropAt } from "@fagr/data";
import { openCrops } from "./data.mjs";

const [cropsFolder, manifest, out] = process.argv.slice(2);
if (!out) {
  console.error("Expected: doubtful-labels.mjs CROPS MANIFEST OUT.json");
  process.exit(2);
}
/** Ages of these sets come from dates on web pages; the others were looked at by people. */
const datedSources = new Set(["IMDB", "WIKI"]);
const doubtfulYears = 17;
const sureOfGender = 0.985;
const youngestSureGender = 15;

const model = await loadAgeGenderModel({ backend: wasmBackend(), weights: manifest });
const { crops, training } = await openCrops(cropsFolder);
const { size, boxScale, samples } = crops.manifest;
const side = size / boxScale;
const box = { x: (size - side) / 2, y: (size - side) / 2, width: side, height: side };
const doubts = {};
const counts = {};
const labelled = [...training].filter(
  (index) => datedSources.has(samples[index].source) || samples[index].gender !== null,
);
for (let start = 0; start < labelled.length; start += 64) {
  const part = labelled.slice(start, start + 64);
  const answers = await model.predict(
    part.map((index) => ({ image: { data: cropAt(crops, index), width: size, height: size }, box })),
  );
  for (const [place, index] of part.entries()) {
    const { source, file, age, gender } = samples[index];
    const answer = answers[place];
    const wrong = [];
    if (age !== null && datedSources.has(source) && Math.abs(answer.age - age) > doubtfulYears) wrong.push("age");
    const isGrown = age === null || age >= youngestSureGender;
    if (
      gender !== null &&
      isGrown &&
      answer.age >= youngestSureGender &&
      answer.genderProbability > sureOfGender &&
      (answer.gender === "male" ? 1 : 0) !== gender
    )
      wrong.push("gender");
    if (wrong.length > 0) doubts[`${source}/${file}`] = wrong;
    for (const label of wrong) counts[`${source} ${label}`] = (counts[`${source} ${label}`] ?? 0) + 1;
  }
}
await model.dispose();
await writeFile(out, `${JSON.stringify(doubts)}\n`);
console.log(counts, `of ${labelled.length} faces`);
