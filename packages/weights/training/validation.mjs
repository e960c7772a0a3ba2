// The faces that weights are chosen, calibrated and compared on: the tenth of the distinct pictures that `fagr train` sets
// apart. They come from packed crops, so that no detector is needed.
import { cropAt } from "@fagr/data";
import { openCrops } from "./data.mjs";

/** Opens the validation part of packed crops: what is known of the faces, and each as `model.predict` takes it. */
export async function openValidation(folder, { limit = Number.POSITIVE_INFINITY, ageRange = [18, 65] } = {}) {
  const { crops, validation } = await openCrops(folder);
  const { samples } = crops.manifest;
  const chosen = [...validation].filter((index) => isWithin(samples[index].age, ageRange));
  const faces = chosen.map((index) => describe(samples[index]));
  const regionAt = (place) => regionOf(crops, chosen[place]);
  return thinOut({ faces, regionAt }, limit);
}

/** A packed crop as `model.predict` takes it. */
export function regionOf(set, index) {
  const { size, boxScale } = set.manifest;
  const side = size / boxScale;
  const start = (size - side) / 2;
  return {
    image: { data: cropAt(set, index), width: size, height: size },
    box: { x: start, y: start, width: side, height: side },
  };
}

/** So many of the faces, at equal distances, so that all data sets keep their shares. `places` says which. */
export function thinOut({ faces, regionAt }, limit) {
  const count = Math.min(limit, faces.length);
  const places = Array.from({ length: count }, (_, place) => Math.floor((place * faces.length) / count));
  return { faces: places.map((place) => faces[place]), regionAt: (place) => regionAt(places[place]), places };
}

/**
 * @param {number | null} age
 * @param {readonly number[]} range
 */
function isWithin(age, range) {
  const [lowest, highest] = range;
  return age === null || (age >= lowest && age <= highest);
}

/** @param {{ source: string, file: string, age: number | null, ageBand?: any, gender: 0 | 1 | null }} sample */
function describe({ source, file, age, ageBand, gender }) {
  return { source, file, age, ageBand, gender: gender === null ? null : gender === 1 ? "male" : "female" };
}

/** One prediction a face. */
export async function predictValidation(model, { faces, regionAt }, options) {
  const predictions = [];
  while (predictions.length < faces.length) {
    const batch = Math.min(64, faces.length - predictions.length);
    const regions = Array.from({ length: batch }, (_, place) => regionAt(predictions.length + place));
    predictions.push(...(await model.predict(regions, options)));
    if (process.stderr.isTTY)
      process.stderr.write(`\r${predictions.length}/${faces.length} faces on ${model.backend} `);
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  return predictions;
}

/** What `measureFaces` takes. */
export function toRecords(faces, predictions) {
  return faces.map((face, place) => ({ ...face, faceFound: true, prediction: predictions[place] }));
}

/** How predictions differ from others of the same faces. */
export function comparePredictions(predictions, others) {
  const moves = predictions.map(({ age }, place) => Math.abs(age - others[place].age));
  const shifts = predictions.map((prediction, place) =>
    Math.abs(maleProbability(prediction) - maleProbability(others[place])),
  );
  return {
    meanAgeMove: moves.reduce((sum, move) => sum + move, 0) / moves.length,
    largestAgeMove: Math.max(...moves),
    largestProbabilityMove: Math.max(...shifts),
    changedGenders: predictions.filter(({ gender }, place) => gender !== others[place].gender).length,
  };
}

function maleProbability({ gender, genderProbability }) {
  return gender === "male" ? genderProbability : 1 - genderProbability;
}

/** A measured figure; a dash where the faces have no such label. */
export function show({ value }, digits) {
  return value === null ? "–" : value.toFixed(digits);
}

/** Rows as a Markdown table. */
export function toMarkdown(header, rows) {
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
