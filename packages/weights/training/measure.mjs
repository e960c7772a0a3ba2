// Measures weights on the validation split, from the image files on, the way an app would use them.
//   node packages/weights/training/measure.mjs CROPS DATA MANIFEST [--detector yunet --yunet FILE | ssd | none] [--limit N] [--calibrate]
// CROPS is what `fagr prepare` wrote from DATA, see data.mjs. With --calibrate the temperatures that fit the UTKFace part are written into the manifest.
import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { onnxBackend } from "@fagr/backend-onnx";
import { loadAgeGenderModel, loadImage, mostCentralFace } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import {
  evaluatePredictions,
  fitCalibration,
  genderCalibrationError,
  intervalCoverage,
} from "@fagr/training/evaluation";
import { folders, loadSplit } from "./data.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    detector: { type: "string", default: "yunet" },
    yunet: { type: "string" },
    limit: { type: "string" },
    calibrate: { type: "boolean", default: false },
  },
});
const [cropsFolder, data, manifestFile] = positionals;
if (!manifestFile) {
  console.error("Expected: measure.mjs CROPS DATA MANIFEST [options]");
  process.exit(2);
}

const { validation, sampleAt } = await loadSplit(cropsFolder);
const samples = Array.from(validation, sampleAt)
  .filter(
    ({ source, age, gender }) => (age !== null && age >= 18 && age <= 65) || (gender !== null && source !== "UTKFace"),
  )
  .slice(0, values.limit ? Number(values.limit) : undefined);
const manifest = JSON.parse(await readFile(manifestFile, "utf8"));
const { calibration, ...uncalibrated } = manifest;
// The network's own probabilities: temperatures are fitted to them, not on top of older ones.
const model = await loadAgeGenderModel({
  backend: onnxBackend({ threads: 2 }),
  weights: {
    manifest: uncalibrated,
    file: new URL(manifest.files[0].path, new URL(manifestFile, `file://${process.cwd()}/`)),
  },
});
const detector =
  values.detector === "none"
    ? undefined
    : await createFaceDetector({
        detector: values.detector,
        threads: 2,
        ...(values.detector === "yunet" && values.yunet ? { model: values.yunet } : {}),
      });

const predictions = [];
let noFace = 0;
for (const [index, { source, file }] of samples.entries()) {
  const image = await loadImage(join(data, folders[source], file));
  const box = detector && mostCentralFace(await detector.detect(image), image)?.box;
  if (detector && !box) noFace++;
  predictions.push(...(await model.predict([box ? { image, box } : { image }], { ageDistribution: true })));
  if (index % 200 === 199 && process.stderr.isTTY) process.stderr.write(`\r${index + 1}/${samples.length}`);
}

const genderName = (gender) => (gender === null ? null : gender === 1 ? "male" : "female");
function row(name, test) {
  const chosen = samples.flatMap((sample, index) => (test(sample) ? [index] : []));
  if (chosen.length === 0) return;
  const { gender, age } = evaluatePredictions(
    chosen.map((index) => ({ age: samples[index].age, gender: genderName(samples[index].gender) })),
    chosen.map((index) => predictions[index]),
  );
  const known = chosen.filter((index) => samples[index].age >= 18 && samples[index].age <= 65);
  const bias = known.reduce((sum, index) => sum + predictions[index].age - samples[index].age, 0) / known.length;
  const show = (value, digits) => (value === null || Number.isNaN(value) ? "" : value.toFixed(digits));
  console.log(
    `| ${name} | ${chosen.length} | ${show(gender.accuracy, 3)} | ${show(gender.female.recall, 3)} | ${show(gender.male.recall, 3)} | ${show(age.mae, 2)} | ${show(bias, 1)} |`,
  );
}
console.log(`detector ${values.detector}, ${samples.length} pictures, no face found in ${noFace}\n`);
console.log(
  "| group | pictures | gender accuracy | women's recall | men's recall | age error, years | bias, years |\n|---|---|---|---|---|---|---|",
);
const utkFace = ({ source }) => source === "UTKFace";
row("UTKFace", utkFace);
for (const source of new Set(samples.map((sample) => sample.source)))
  if (source !== "UTKFace") row(source, (sample) => sample.source === source);
for (const gender of [0, 1])
  row(`UTKFace, ${genderName(gender)}`, (sample) => utkFace(sample) && sample.gender === gender);
for (const [low, high] of [
  [18, 23],
  [24, 29],
  [30, 35],
  [36, 41],
  [42, 47],
  [48, 53],
  [54, 59],
  [60, 65],
])
  row(`UTKFace, ${low} to ${high} years`, (sample) => utkFace(sample) && sample.age >= low && sample.age <= high);
for (const [code, name] of ["White", "Black", "Asian", "Indian", "other"].entries())
  row(`UTKFace, labelled ${name}`, (sample) => utkFace(sample) && basename(sample.file).split("_")[2] === String(code));

const chosen = samples.flatMap((sample, index) => (utkFace(sample) ? [index] : []));
const calibrationData = {
  age: Float32Array.from(chosen.flatMap((index) => predictions[index].ageDistribution)),
  gender: Float32Array.from(
    chosen.flatMap((index) => {
      const { gender, genderProbability } = predictions[index];
      return gender === "male"
        ? [1 - genderProbability, genderProbability]
        : [genderProbability, 1 - genderProbability];
    }),
  ),
  ages: chosen.map((index) => samples[index].age),
  genders: chosen.map((index) => samples[index].gender),
  minimumAge: manifest.labels.age.minimum,
};
const fitted = fitCalibration(calibrationData);
const applied = values.calibrate ? fitted : (calibration ?? { ageTemperature: 1, genderTemperature: 1 });
for (const [name, { ageTemperature, genderTemperature }] of Object.entries({
  "as trained": { ageTemperature: 1, genderTemperature: 1 },
  calibrated: applied,
}))
  console.log(
    `${name}: age temperature ${ageTemperature}, 80 % intervals cover ${(100 * intervalCoverage(calibrationData, { temperature: ageTemperature, probability: 0.8 })).toFixed(1)} %, 50 % ${(100 * intervalCoverage(calibrationData, { temperature: ageTemperature, probability: 0.5 })).toFixed(1)} %, 95 % ${(100 * intervalCoverage(calibrationData, { temperature: ageTemperature, probability: 0.95 })).toFixed(1)} %; gender temperature ${genderTemperature}, expected calibration error ${genderCalibrationError(calibrationData, genderTemperature).toFixed(4)}`,
  );
if (values.calibrate) {
  await writeFile(manifestFile, `${JSON.stringify({ ...manifest, calibration: fitted }, null, 2)}\n`);
  console.log(`temperatures written to ${manifestFile}`);
}
await Promise.all([model.dispose(), detector?.dispose()]);
