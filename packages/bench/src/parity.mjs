// How far the backends' probabilities are apart on real crops: each against tfjs-cpu, the plainest implementation.
//   npm run bench:parity [-- face.jpg ...]
// Without files it takes the astronaut's face and, where ../shared is beside the repository, 15 faces of UTKFace.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onnxBackend } from "@fagr/backend-onnx";
import { loadImage, loadWeights, mostCentralFace, planNetwork, preprocessFaces } from "@fagr/core";
import { buildLayersModel } from "@fagr/core/layers";
import { createFaceDetector } from "@fagr/detect";
import { weights as source } from "@fagr/weights";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const utkFace = join(root, "../shared/data/utkface");
const files =
  process.argv.length > 2
    ? process.argv.slice(2)
    : [
        join(root, "packages/testing/photos/astronaut.png"),
        ...(existsSync(utkFace) ? readdirSync(utkFace).filter((_, index) => index % 1300 === 0) : []).map((name) =>
          join(utkFace, name),
        ),
      ];

const weights = await loadWeights(source);
const detector = await createFaceDetector();
const faces = [];
for (const file of files) {
  const image = await loadImage(file);
  const box = mostCentralFace(await detector.detect(image), image)?.box;
  faces.push(box ? { image, box } : { image });
}
await detector.dispose();
const batch = preprocessFaces(faces, weights.manifest);
const size = weights.manifest.architecture.inputSize;

async function runLayers(backend) {
  await tf.setBackend(backend);
  if (tf.getBackend() !== backend) throw new Error(`tfjs does not run on ${backend} here.`);
  const model = buildLayersModel(planNetwork(weights.manifest.architecture), { weights: weights.tensors });
  const images = tf.tensor4d(batch.data, [batch.count, size, size, 3]);
  const [age, gender] = model.predict(images);
  return { age: await age.data(), gender: await gender.data() };
}

async function runOnnx(runtime) {
  const network = await onnxBackend({ runtime }).createNetwork(weights);
  const result = await network.run(batch);
  await network.dispose();
  return result;
}

const reference = await runLayers("cpu");
const contestants = {
  "tfjs-wasm": () => runLayers("wasm"),
  "onnxruntime-node": () => runOnnx("node"),
  "onnxruntime-web (wasm)": () => runOnnx("web"),
};
const largest = (task, result) =>
  result[task].reduce((most, value, index) => Math.max(most, Math.abs(value - reference[task][index])), 0);
const minimum = weights.manifest.labels.age.minimum;
const ages = ({ age }) =>
  Array.from({ length: batch.count }, (_, face) =>
    age
      .subarray(face * 48, face * 48 + 48)
      .reduce((sum, probability, index) => sum + probability * (minimum + index), 0),
  );
console.log(`${batch.count} faces, largest difference from tfjs-cpu\n`);
console.log("| backend | age probability | gender probability | age, years |\n|---|---|---|---|");
for (const [name, run] of Object.entries(contestants)) {
  const result = await run();
  const years = Math.max(...ages(result).map((age, index) => Math.abs(age - ages(reference)[index])));
  console.log(
    `| ${name} | ${largest("age", result).toExponential(1)} | ${largest("gender", result).toExponential(1)} | ${years.toExponential(1)} |`,
  );
}
