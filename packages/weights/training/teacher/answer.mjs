// Answers of weights for the training crops, once for many trainings, as train-weights.mjs takes them by --answers:
//   node packages/weights/training/teacher/answer.mjs CROPS MANIFEST ANSWERS OUT
// ANSWERS are those of teacher.py; OUT gets the mean of these and of what the weights, of 0 to 100 years, answer for a face and its mirror image.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { openCrops } from "../data.mjs";
import { predictValidation, regionOf } from "../validation.mjs";
import { answeredAges, readAnswers } from "./answers.mjs";

const [cropsFolder, manifestFile, answersFolder, out] = process.argv.slice(2);
if (!out) {
  console.error("Expected: answer.mjs CROPS MANIFEST ANSWERS OUT");
  process.exit(2);
}
const { crops, training } = await openCrops(cropsFolder);
const { ages, genders } = await readAnswers(answersFolder, answeredAges);
const classes = ages.length / (genders.length / 2);
const model = await loadAgeGenderModel({ backend: wasmBackend(), weights: manifestFile });
const faces = [...training];
const regionAt = (place) => regionOf(crops, faces[place]);
const predictions = await predictValidation(model, { faces, regionAt }, { ageDistribution: true, mirror: true });
await model.dispose();
for (const [place, { ageDistribution, gender, genderProbability }] of predictions.entries()) {
  const index = faces[place];
  const male = gender === "male" ? genderProbability : 1 - genderProbability;
  mix(ages.subarray(index * classes, (index + 1) * classes), ageDistribution);
  mix(genders.subarray(index * 2, (index + 1) * 2), [1 - male, male]);
}
await mkdir(out, { recursive: true });
for (const [name, rows] of Object.entries({ ages, genders })) await writeFile(join(out, `${name}.f32`), rows);
console.log(`${out}: ${faces.length} faces`);

/** Half and half with what is stored of the face; all of it where nothing is. */
function mix(row, answer) {
  const stored = row.some((value) => value > 0) ? 0.5 : 0;
  for (const [place, value] of answer.entries()) row[place] = stored * row[place] + (1 - stored) * value;
}
