// What the same faces get on every backend that runs here: validation faces of packed crops, compared with the first backend.
//   node packages/weights/training/compare-backends.mjs CROPS [MANIFEST] [--limit 1000] [--slow-limit 100]
// Slow backends, such as tfjs in plain JavaScript, get --slow-limit faces.
import { parseArgs } from "node:util";
import { createBackend, listBackends } from "@fagr/backend-auto";
import { loadAgeGenderModel } from "@fagr/core";
import { measureFaces } from "@fagr/evaluation";
import {
  comparePredictions,
  openValidation,
  predictValidation,
  show,
  thinOut,
  toMarkdown,
  toRecords,
} from "./validation.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: "string", default: "1000" }, "slow-limit": { type: "string", default: "100" } },
});
const [cropsFolder, manifestFile = new URL("../models/age-gender-62/manifest.json", import.meta.url)] = positionals;
if (!cropsFolder) {
  console.error("Expected: compare-backends.mjs CROPS [MANIFEST] [--limit 1000] [--slow-limit 100]");
  process.exit(2);
}
const validation = await openValidation(cropsFolder, { limit: Number(values.limit) });
const slow = ["tfjs-cpu"];

let first;
const rows = [];
const missing = [];
for (const { name, available, reason } of await listBackends()) {
  if (!available) {
    missing.push(`- ${name}: ${reason}`);
    continue;
  }
  const model = await loadAgeGenderModel({
    backend: await createBackend(/** @type {import("@fagr/backend-auto").BackendName} */ (name)),
    weights: manifestFile,
  });
  const part = thinOut(validation, slow.includes(name) ? Number(values["slow-limit"]) : Number.POSITIVE_INFINITY);
  const predictions = await predictValidation(model, part);
  await model.dispose();
  first ??= { name, predictions };
  const { age, gender } = measureFaces(toRecords(part.faces, predictions), { resamples: 0 });
  const moved = comparePredictions(
    predictions,
    part.places.map((place) => first.predictions[place]),
  );
  rows.push([
    name,
    part.faces.length,
    show(age.mae, 4),
    show(gender.accuracy, 4),
    ...(first.name === name
      ? ["", "", ""]
      : [moved.largestAgeMove.toExponential(1), moved.largestProbabilityMove.toExponential(1), moved.changedGenders]),
  ]);
}
console.log(
  toMarkdown(
    [
      "backend",
      "faces",
      "age error, years",
      "gender accuracy",
      `age differs from ${first.name}'s by at most`,
      "gender probability",
      "other gender",
    ],
    rows,
  ),
);
if (missing.length > 0) console.log(`\nNot running here:\n${missing.join("\n")}`);
