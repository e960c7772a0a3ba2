import { InvalidArgumentError } from "@fagr/core";
import type { Targets } from "../losses/targets";
import { architectureOf, type Recipe } from "../recipe/recipe";
import type { AnswerSheet } from "./distillation";

/** Sums of probabilities may be off by what half-precision files round. */
const tolerance = 0.02;

/** Stops at a sheet that is not about this crop set and this network. */
export function checkAnswers(
  { ageRange, ages, genders }: AnswerSheet,
  { recipe, count, indices }: { recipe: Recipe; count: number; indices: Int32Array },
): void {
  const expected = architectureOf(recipe).ageRange;
  const classes = expected[1] - expected[0] + 1;
  if (ageRange.join() !== expected.join())
    throw new InvalidArgumentError(
      `Expected answers for the ages that the recipe "${recipe.name}" trains, ${expected.join(" to ")}, received ages from ${ageRange.join(" to ")}. Ask a teacher of these ages, or give the recipe the teacher's.`,
    );
  for (const [name, rows, columns] of [
    ["ages", ages, classes],
    ["genders", genders, 2],
  ] as const) {
    if (rows.length !== count * columns)
      throw new InvalidArgumentError(
        `Expected ${name} of a teacher's answers with ${columns} numbers for each of the ${count} samples, ${count * columns} in all, received ${rows.length}. Give a row for every sample of the crop set, in its order.`,
      );
    for (const index of indices) {
      const row = rows.subarray(index * columns, (index + 1) * columns);
      const sum = row.reduce((total, value) => total + value, 0);
      if (!(Math.abs(sum - 1) <= tolerance && row.every((value) => value >= 0)))
        throw new InvalidArgumentError(
          `Expected a teacher's ${name} for sample ${index} as probabilities that sum to 1, received the sum ${sum}. Ask the teacher for every sample that is trained on.`,
        );
    }
  }
}

/** Adds a sheet's share to what all teachers say. */
export function addAnswers(
  targets: Pick<Targets, "ages" | "genders">,
  { ages, genders }: AnswerSheet,
  { indices, share }: { indices: Int32Array; share: number },
): void {
  for (const [sums, rows] of [
    [targets.ages, ages],
    [targets.genders, genders],
  ] as const) {
    const length = rows === ages ? ages.length / (genders.length / 2) : 2;
    const picked = new Float32Array(indices.length * length);
    for (const [to, from] of indices.entries())
      picked.set(rows.subarray(from * length, (from + 1) * length), to * length);
    addRows(sums, picked, { indices, share });
  }
}

/** Adds rows, one for each of the indices, to their places. */
export function addRows(
  sums: Float32Array,
  rows: Float32Array,
  { indices, share }: { indices: Int32Array; share: number },
): void {
  const length = rows.length / indices.length;
  for (const [from, to] of indices.entries())
    for (let column = 0; column < length; column++)
      sums[to * length + column]! += share * rows[from * length + column]!;
}
