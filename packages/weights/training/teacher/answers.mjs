// What teacher.py wrote: a row for each of the packed crops, 32-bit numbers.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The ages that the teacher answers for, years. */
export const answeredAges = /** @type {const} */ ([0, 100]);

/**
 * @param ageRange - The student's ages; what the teacher gives to others goes to the nearest of them.
 * @returns An `AnswerSheet` of `@fagr/training`.
 */
export async function readAnswers(folder, ageRange) {
  const [ages, genders] = await Promise.all(["ages.f32", "genders.f32"].map((name) => readNumbers(join(folder, name))));
  return { ageRange, ages: toNearest(ages, ageRange), genders };
}

/** 32-bit numbers, one after the other. */
export async function readNumbers(file) {
  const { buffer, byteOffset, byteLength } = await readFile(file);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

function toNearest(ages, [youngest, oldest]) {
  const answered = answeredAges[1] - answeredAges[0] + 1;
  const classes = oldest - youngest + 1;
  const nearest = new Float32Array((ages.length / answered) * classes);
  for (const [place, value] of ages.entries()) {
    const age = Math.min(Math.max((place % answered) + answeredAges[0], youngest), oldest);
    nearest[Math.floor(place / answered) * classes + age - youngest] += value;
  }
  return nearest;
}
