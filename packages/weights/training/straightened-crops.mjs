// What straightening crops by the eyes does for weights: validation faces of packed crops, as they are and turned, found again by YuNet; the
// answers for its box level and straightened, beside the labels and beside the level answer for the face as it is.
//   node packages/weights/training/straightened-crops.mjs CROPS [MANIFEST] --yunet FILE [--limit 1000] [--angles 0,30,45]
import { parseArgs } from "node:util";
import { wasmBackend } from "@fagr/backend-wasm";
import { enableRelaxedSimd, loadAgeGenderModel } from "@fagr/core";
import { loadWeights, saveWeights } from "@fagr/core/network";
import { createFaceDetector } from "@fagr/detect";
import { measureFaces } from "@fagr/evaluation";
import { turnPixels } from "./turned-faces.mjs";
import { comparePredictions, openValidation, show, toMarkdown, toRecords } from "./validation.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    yunet: { type: "string" },
    limit: { type: "string", default: "1000" },
    angles: { type: "string", default: "0,30,45" },
  },
});
const [cropsFolder, manifestFile = new URL("../models/age-gender-62/manifest.json", import.meta.url)] = positionals;
if (!cropsFolder || !values.yunet) {
  console.error(
    "Expected: straightened-crops.mjs CROPS [MANIFEST] --yunet FILE [--limit 1000] [--angles 0,30,45]; `fagr download yunet` fetches the file",
  );
  process.exit(2);
}
enableRelaxedSimd();
const crops = ["level", "straightened"];
const models = await openModels();
const detector = await createFaceDetector({ detector: "yunet", model: values.yunet, inputSize: 320 });
const validation = await openValidation(cropsFolder, { limit: Number(values.limit) });

const degrees = values.angles.split(",").flatMap((text) => (Number(text) === 0 ? [0] : [Number(text), -Number(text)]));
const views = new Map();
for (const angle of [...new Set([0, ...degrees])]) views.set(angle, await answerTurned(angle));
// Faces that are found at every angle, so that all rows are about the same.
const places = validation.faces.flatMap((_, place) =>
  [...views.values()].every((answers) => answers[place]) ? [place] : [],
);
const faces = places.map((place) => validation.faces[place]);
const answersOf = (angle, crop) => places.map((place) => views.get(angle)[place][crop]);
const rows = degrees.flatMap((angle) => crops.map((crop) => describe(angle, crop)));
console.log(`${faces.length} of ${validation.faces.length} faces are found at every angle.\n`);
console.log(
  toMarkdown(
    [
      "turned by",
      "crop",
      "gender accuracy",
      "age error, years",
      "age moves by, mean",
      "other gender",
      "eyes say, mean",
    ],
    rows,
  ),
);

function describe(angle, crop) {
  const predictions = answersOf(angle, crop);
  const { age, gender } = measureFaces(toRecords(faces, predictions), { resamples: 0 });
  const moved = comparePredictions(predictions, answersOf(0, "level"));
  const rolls = places.map((place) => views.get(angle)[place].roll);
  return [
    `${angle}°`,
    crop,
    show(gender.accuracy, 3),
    show(age.mae, 2),
    moved.meanAgeMove.toFixed(2),
    `${((100 * moved.changedGenders) / faces.length).toFixed(1)} %`,
    `${(rolls.reduce((sum, roll) => sum + roll, 0) / rolls.length).toFixed(1)}°`,
  ];
}

/** The same weights twice: as they are, and asking for crops that are straightened. */
async function openModels() {
  const { manifest, tensors } = await loadWeights(manifestFile);
  const { alignment: _, ...preprocessing } = manifest.preprocessing;
  const open = async (preprocessing) => {
    const saved = await saveWeights(tensors, { ...manifest, preprocessing, file: "weights.bin", dtype: "float32" });
    return loadAgeGenderModel({ backend: wasmBackend(), weights: { manifest: saved.manifest, file: saved.data } });
  };
  return { level: await open(preprocessing), straightened: await open({ ...preprocessing, alignment: "eyes" }) };
}

/** For each face both answers and the angle of its eyes, degrees; null where it is not found. */
async function answerTurned(angle) {
  const answers = [];
  for (let place = 0; place < validation.faces.length; place++) {
    const { image } = validation.regionAt(place);
    const turned = angle === 0 ? image : turnPixels(image, -angle);
    const [face] = await detector.detect(turned);
    if (process.stderr.isTTY) process.stderr.write(`\r${place + 1} faces at ${angle}° `);
    answers.push(face ? await answerBoth({ image: turned, box: face.box, landmarks: face.landmarks }) : null);
  }
  return answers;
}

async function answerBoth(region) {
  const [[level], [straightened]] = await Promise.all(crops.map((crop) => models[crop].predict([region])));
  const [right, left] = region.landmarks;
  return { level, straightened, roll: (Math.atan2(left.y - right.y, left.x - right.x) * 180) / Math.PI };
}
