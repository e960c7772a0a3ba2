/** Records what the reference answers for the shipped weights; run by `npm run golden`. */
import { writeFile } from "node:fs/promises";
import { version_layers } from "@tensorflow/tfjs-layers";
import { referenceProbabilities } from "../reference";
import { sliceAnswers } from "./faces";
import { type GoldenFace, type GoldenFile, goldenPath, goldenPixels, loadShippedWeights } from "./golden";

const face = { x: 168, y: 62, width: 112, height: 124 };

/** The face as detectors frame it, tighter, looser, off to every side and over the picture's edge; and what is no face. */
const faces: readonly GoldenFace[] = [
  { box: face },
  { box: { x: 182, y: 80, width: 84, height: 96 } },
  { box: { x: 140, y: 30, width: 168, height: 186 } },
  { box: { ...face, x: face.x - 20.5 } },
  { box: { ...face, x: face.x + 20.5 } },
  { box: { ...face, y: face.y - 22.25 } },
  { box: { ...face, y: face.y + 22.25 } },
  { box: { x: 60, y: -90, width: 330, height: 330 } },
  { box: { x: 280, y: 340, width: 232, height: 172 } },
  { box: { x: 0, y: 0, width: 512, height: 512 } },
  { seed: 1 },
  { seed: 2 },
  { seed: 3 },
  { seed: 4 },
];

const weights = await loadShippedWeights();
const { name, files } = weights.manifest;
const answers = await referenceProbabilities(weights, await goldenPixels(faces, weights.manifest));
// Nine digits are a float32 in full.
const numbers = (values: Float32Array) => [...values].map((value) => Number(value.toPrecision(9)));
const recorded: GoldenFile = {
  weights: { name, sha256: files[0].sha256 },
  reference: `tfjs-layers ${version_layers} on tfjs-backend-cpu`,
  faces: faces.map((golden, index) => {
    const { age, gender } = sliceAnswers(answers, index, index + 1);
    return { ...golden, age: numbers(age), gender: numbers(gender) };
  }),
};
const lines = recorded.faces.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
const head = JSON.stringify({ weights: recorded.weights, reference: recorded.reference }, null, 2).slice(0, -2);
await writeFile(goldenPath, `${head},\n  "faces": [\n${lines}\n  ]\n}\n`);
console.log(`Recorded ${faces.length} answers of ${name} in ${goldenPath}`);
