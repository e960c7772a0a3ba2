// What float16 and int8 change of weights, on the validation faces of packed crops, and how far the network's activations are from
// what float16 could hold.
//   node packages/weights/training/compare-editions.mjs CROPS [MANIFEST] [--limit N]
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { loadWeights, saveWeights } from "@fagr/core/network";
import { measureFaces } from "@fagr/evaluation";
import { largestActivation } from "./largest-activation.mjs";
import { comparePredictions, openValidation, predictValidation, show, toMarkdown, toRecords } from "./validation.mjs";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { limit: { type: "string" } } });
const [cropsFolder, manifestFile = new URL("../models/age-gender-62/manifest.json", import.meta.url)] = positionals;
if (!cropsFolder) {
  console.error("Expected: compare-editions.mjs CROPS [MANIFEST] [--limit N]");
  process.exit(2);
}
const { manifest, tensors } = await loadWeights(manifestFile);
const validation = await openValidation(cropsFolder, values.limit ? { limit: Number(values.limit) } : {});

const rows = [];
let full;
for (const dtype of /** @type {const} */ (["float32", "float16", "int8"])) {
  const saved = await saveWeights(tensors, { ...manifest, file: "edition.bin", dtype });
  const weights = { manifest: saved.manifest, file: saved.data };
  const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
  const predictions = await predictValidation(model, validation);
  await model.dispose();
  full ??= predictions;
  const { age, gender } = measureFaces(toRecords(validation.faces, predictions), { resamples: 0 });
  const moved = comparePredictions(predictions, full);
  rows.push([
    dtype,
    saved.data.length.toLocaleString("en"),
    show(age.mae, 3),
    show(gender.accuracy, 4),
    ...(predictions === full
      ? ["", "", "", ""]
      : [
          moved.meanAgeMove.toFixed(4),
          moved.largestAgeMove.toFixed(3),
          moved.largestProbabilityMove.toFixed(4),
          moved.changedGenders,
        ]),
  ]);
}
console.log(`${manifest.name} ${manifest.version}, ${validation.faces.length.toLocaleString("en")} validation faces\n`);
console.log(
  toMarkdown(
    [
      "numbers",
      "bytes",
      "age error, years",
      "gender accuracy",
      "age moves by, mean",
      "at most",
      "gender probability at most",
      "other gender",
    ],
    rows,
  ),
);

const { name, value } = await largestActivation({ manifest, tensors }, validation);
console.log(
  `\nLargest activation: ${value.toPrecision(3)} (${name}); float16 holds 65504, which is ${Math.floor(65504 / value).toLocaleString("en")} times as much.`,
);
