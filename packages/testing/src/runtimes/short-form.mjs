// The short form of the suite: what a runtime must answer, as text to compare with Node's. No file formats, so no decoder is needed.

import { wasmBackend } from "@fagr/backend-wasm";
import { loadAgeGenderModel } from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";

/** A picture of waves, the same everywhere. */
function picture(width, height) {
  const data = new Uint8Array(width * height * 3);
  for (let index = 0; index < data.length; index++) data[index] = (index * 7 + ((index * index) >> 7)) & 255;
  return { width, height, data };
}

export async function shortForm({ weights, kernels, detector: detectorOptions = {} }) {
  const options = kernels ? { kernels } : {};
  const model = await loadAgeGenderModel({ backend: wasmBackend(options), weights });
  const image = picture(97, 83);
  const boxes = [0, 5, 9, 14, 20].map((offset) => ({ x: offset, y: offset, width: 50 + offset, height: 55 }));
  const answers = await model.predict(boxes.map((box) => ({ image, box })));
  await model.dispose();
  let refused = "nothing";
  const damaged = { ...weights, file: new Uint8Array(1000) };
  await loadAgeGenderModel({ backend: wasmBackend(options), weights: damaged }).catch((error) => {
    refused = error.code;
  });
  const detector = await createFaceDetector({ ...options, ...detectorOptions });
  const faces = await detector.detect(image);
  await detector.dispose();
  const ages = answers.map(({ age, genderProbability }) => [age.toFixed(3), genderProbability.toFixed(4)]);
  return JSON.stringify({ ages, refused, faces: faces.length });
}
