import type { PixelBatch, ProbabilityBatch } from "@fagr/core/backend";

/** The faces from `start` on of a batch, as a batch of their own. */
export function sliceFaces({ data, count }: PixelBatch, start: number, end: number): PixelBatch {
  const length = data.length / count;
  return { data: data.slice(start * length, end * length), count: end - start };
}

/** The answers for the faces from `start` on. */
export function sliceAnswers({ age, gender }: ProbabilityBatch, start: number, end: number): ProbabilityBatch {
  const classes = age.length / (gender.length / 2);
  return { age: age.slice(start * classes, end * classes), gender: gender.slice(start * 2, end * 2) };
}

/** The same faces again and again until they are so many; a prime number of them shows mistakes of place. */
export function repeatFaces({ data, count }: PixelBatch, total: number): PixelBatch {
  const length = data.length / count;
  const repeated = new Float32Array(total * length);
  for (let face = 0; face < total; face++)
    repeated.set(data.subarray((face % count) * length, ((face % count) + 1) * length), face * length);
  return { data: repeated, count: total };
}

/** Answers one after the other, as for one batch. */
export function joinAnswers(answers: readonly ProbabilityBatch[]): ProbabilityBatch {
  return {
    age: Float32Array.from(answers.flatMap(({ age }) => [...age])),
    gender: Float32Array.from(answers.flatMap(({ gender }) => [...gender])),
  };
}
