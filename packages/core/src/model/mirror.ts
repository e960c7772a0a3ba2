import type { PixelBatch, ProbabilityBatch } from "./backend";

/** The batch with every face mirrored: the columns of each row of pixels in reverse. `[count, size, size, 3]` */
export function mirrorBatch({ data, count }: PixelBatch, size: number): PixelBatch {
  const mirrored = new Float32Array(data.length);
  for (let row = 0; row < count * size; row++) {
    const start = row * size * 3;
    for (let column = 0; column < size; column++) {
      const from = start + (size - 1 - column) * 3;
      mirrored.set(data.subarray(from, from + 3), start + column * 3);
    }
  }
  return { data: mirrored, count };
}

/** The mean of two answers about the same faces, class by class. */
export function averageProbabilities(one: ProbabilityBatch, other: ProbabilityBatch): ProbabilityBatch {
  const mean = (values: Float32Array, others: Float32Array) =>
    values.map((value, index) => (value + others[index]!) / 2);
  const attributes = Object.entries(one.attributes ?? {}).map(
    ([name, values]) => [name, mean(values, other.attributes![name]!)] as const,
  );
  return {
    age: mean(one.age, other.age),
    gender: mean(one.gender, other.gender),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  };
}
