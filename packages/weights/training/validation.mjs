// The faces that weights are chosen, calibrated and compared on: the tenth of the distinct pictures that `fagr train` sets
// apart, as far as their ages are those that the model knows. They come from packed crops, so that no detector is needed.
import { cropAt, openCropSet, splitCropSet } from "@fagr/training";

/**
 * Opens the validation part of packed crops. Of more faces than the limit, so many are taken at equal distances: all data sets
 * keep their shares.
 */
export async function openValidation(folder, { limit = Number.POSITIVE_INFINITY, ageRange = [18, 65] } = {}) {
  const { crops, validation } = splitCropSet(await openCropSet(folder), { validationShare: 0.1 });
  const { size, boxScale, samples } = crops.manifest;
  const known = [...validation].filter((index) => isWithin(samples[index].age, ageRange));
  const count = Math.min(limit, known.length);
  const chosen = Array.from({ length: count }, (_, place) => known[Math.floor((place * known.length) / count)]);
  const side = size / boxScale;
  const box = { x: (size - side) / 2, y: (size - side) / 2, width: side, height: side };
  return {
    faces: chosen.map((index) => describe(samples[index])),
    regionAt: (place) => ({ image: { data: cropAt(crops, chosen[place]), width: size, height: size }, box }),
  };
}

function isWithin(age, [lowest, highest]) {
  return age === null || (age >= lowest && age <= highest);
}

function describe({ source, file, age, gender }) {
  return { source, file, age, gender: gender === null ? null : gender === 1 ? "male" : "female" };
}

/** Predicts the first faces of a validation part, all of them by default. */
export async function predictValidation(model, { faces, regionAt }, { count = faces.length, ...options } = {}) {
  const predictions = [];
  while (predictions.length < count) {
    const batch = Math.min(64, count - predictions.length);
    const regions = Array.from({ length: batch }, (_, place) => regionAt(predictions.length + place));
    predictions.push(...(await model.predict(regions, options)));
    if (process.stderr.isTTY) process.stderr.write(`\r${predictions.length}/${count} faces on ${model.backend} `);
  }
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  return predictions;
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

/** Rows as a Markdown table. */
export function toMarkdown(header, rows) {
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
