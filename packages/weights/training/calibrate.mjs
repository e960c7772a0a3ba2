// Fits what makes a model's doubt honest on the validation split, prints how honest it is, and writes it into the manifest.
//   node packages/weights/training/calibrate.mjs CROPS DATA MANIFEST --yunet FILE [--unseen FOLDER] [--dry-run]
// CROPS is what `fagr prepare` wrote from DATA, see data.mjs. FOLDER holds portraits of another source, *.jpg, on which
// the finished fit is tried.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel, loadImage, mostCentralFace } from "@fagr/core";
import { tellOutside } from "@fagr/core/network";
import { createFaceDetector } from "@fagr/detect";
import { measureDetection } from "@fagr/evaluation";
import { calledOutside, figures, probabilitiesOf } from "./calibration-figures.mjs";
import { folders } from "./data.mjs";
import { fitDoubt, fitOutside } from "./fit-calibration.mjs";
import { patchesBesideFaces, seededRandom } from "./patches.mjs";
import { openValidation, predictValidation, toMarkdown } from "./validation.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { yunet: { type: "string" }, unseen: { type: "string" }, "dry-run": { type: "boolean", default: false } },
});
const [cropsFolder, data, manifestFile] = positionals;
if (!manifestFile || !values.yunet) {
  console.error("Expected: calibrate.mjs CROPS DATA MANIFEST --yunet FILE [--unseen FOLDER] [--dry-run]");
  process.exit(2);
}

const { calibration: _older, ...manifest } = JSON.parse(await readFile(manifestFile, "utf8"));
// Without a calibration the model answers with the network's own probabilities, to which everything is fitted.
const model = await loadAgeGenderModel({
  backend: wasmBackend(),
  weights: { manifest, file: new URL(manifest.files[0].path, `file://${resolve(manifestFile)}`) },
});
const detector = await createFaceDetector({ detector: "yunet", model: values.yunet, inputSize: 320 });

const validation = await openValidation(cropsFolder, { ageRange: [0, Number.POSITIVE_INFINITY] });
const answers = await predictValidation(model, validation, { ageDistribution: true });
const faces = validation.faces.map((face, index) => ({ ...face, ...probabilitiesOf(answers[index]) }));
const portraits = faces.filter(({ source }) => source === "WIKI" || source === "Pixabay");
const patches = await answersOfPatches(portraits.map(({ source, file }) => join(data, folders[source], file)));

const ages = manifest.labels.age;
const calibration = { ...fitDoubt(faces, ages), ...fitOutside(faces, patches, ages) };
if (values.unseen) await tryOn(values.unseen);
if (!values["dry-run"]) {
  await writeFile(manifestFile, `${JSON.stringify({ ...manifest, calibration }, null, 2)}\n`);
  console.log(`\ncalibration written to ${manifestFile}`);
}
await Promise.all([model.dispose(), detector.dispose()]);

/** Portraits that had no part in anything: how often faces are called none, and patches a face. */
async function tryOn(folder) {
  const all = (await readdir(folder)).filter((file) => file.endsWith(".jpg")).sort();
  const files = all.filter((_, index) => index % Math.ceil(all.length / 800) === 0).map((file) => join(folder, file));
  const seen = [];
  for (const file of files) {
    const image = await loadImage(file);
    const face = mostCentralFace(await detector.detect(image), image);
    if (face) seen.push(...(await model.predict([{ image, box: face.box }], { ageDistribution: true })));
  }
  const noFace = (cases) => cases.map(({ summary }) => tellOutside(summary, calibration).noFaceProbability);
  const unseenFaces = seen.map(probabilitiesOf);
  const unseenPatches = await answersOfPatches(files);
  const detection = measureDetection(
    [...noFace(unseenPatches), ...noFace(unseenFaces)],
    [...unseenPatches.map(() => true), ...unseenFaces.map(() => false)],
  );
  console.log(`\nPortraits of ${folder}:\n`);
  console.log(
    toMarkdown(
      ["found", "cases", "others", "AUC", "hits at 5 % false alarms", "hits > 0.5", "false alarms > 0.5"],
      [["no face", ...figures(detection)]],
    ),
  );
  console.log(`\nfaces called younger, older: ${calledOutside(unseenFaces, calibration).join(", ")}`);
}

async function answersOfPatches(files) {
  const random = seededRandom(1);
  const patches = [];
  for (const file of files) {
    const regions = await patchesBesideFaces(file, { detector, random });
    const answers = await model.predict(regions, { ageDistribution: true });
    patches.push(...answers.map((answer) => ({ summary: probabilitiesOf(answer).summary, face: false })));
  }
  return patches;
}
