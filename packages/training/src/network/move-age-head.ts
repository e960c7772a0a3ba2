import type { Architecture } from "@fagr/core/network";

/**
 * Weights with an age head for other ages. Ages that both ranges have keep their class; the others begin as the nearest of the old
 * ages. Everything else stays.
 *
 * @param tensors - By name, as `train` gives them or a weights file holds them; those of the age head lie in the dense layer
 *   `age_probabilities`.
 * @param options - `from` and `to`: lowest and highest age, years, of the old and of the new classes.
 *
 * @example
 * ```ts
 * const wide = moveAgeHead(tensors, { from: [18, 65], to: [0, 100] }); // 101 classes
 * ```
 */
export function moveAgeHead(
  tensors: ReadonlyMap<string, Float32Array>,
  { from, to }: { from: Architecture["ageRange"]; to: Architecture["ageRange"] },
): Map<string, Float32Array> {
  const [oldCount, newCount] = [from, to].map(([lowest, highest]) => highest - lowest + 1) as [number, number];
  const classOf = (age: number) => Math.min(Math.max(age, from[0]), from[1]) - from[0];
  const columns = Array.from({ length: newCount }, (_, index) => classOf(to[0] + index));
  const pick = (rows: Float32Array) =>
    Float32Array.from({ length: (rows.length / oldCount) * newCount }, (_, place) => {
      const row = Math.floor(place / newCount);
      return rows[row * oldCount + columns[place % newCount]!]!;
    });
  return new Map(
    [...tensors].map(([name, values]) => [name, name.startsWith("age_probabilities/") ? pick(values) : values]),
  );
}
