// What teacher.py wrote: a row for each of the packed crops, 32-bit numbers.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The ages that the teacher answers for, years. */
export const answeredAges = [0, 100];

/** @returns An `AnswerSheet` of `@fagr/training`. */
export async function readAnswers(folder) {
  const [ages, genders] = await Promise.all(["ages.f32", "genders.f32"].map((name) => readFile(join(folder, name))));
  const numbersOf = ({ buffer, byteOffset, byteLength }) =>
    new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  return { ageRange: answeredAges, ages: numbersOf(ages), genders: numbersOf(genders) };
}
