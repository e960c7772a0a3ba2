/** The suite's assertions, which work without a test runner. */
import type { ProbabilityBatch } from "@fagr/core/backend";

/** @throws Error with the message, unless the condition holds. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Checks that probabilities differ from the expected ones by no more than rounding. */
export function assertClose(actual: ProbabilityBatch, expected: ProbabilityBatch, tolerance: number): void {
  const received: Readonly<Record<string, Float32Array>> = answersOf(actual);
  for (const [output, values] of Object.entries(answersOf(expected))) {
    const { length } = values;
    const own = received[output] ?? new Float32Array();
    assert(own.length === length, `${output}: expected ${length} numbers, received ${own.length}.`);
    const largest = largestDifference(own, values);
    assert(
      largest <= tolerance,
      `${output}: expected differences of at most ${tolerance}, received ${largest}. First numbers expected: ${some(values)}, received: ${some(own)}.`,
    );
  }
}

const answersOf = ({ age, gender, attributes }: ProbabilityBatch) => ({ age, gender, ...attributes });

/** NaN where a number is none. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let largest = 0;
  for (let index = 0; index < expected.length; index++) {
    const difference = Math.abs(actual[index]! - expected[index]!);
    if (Number.isNaN(difference)) return Number.NaN;
    largest = Math.max(largest, difference);
  }
  return largest;
}

/** Checks lengths, and that every row is a distribution. */
export function assertProbabilities({ age, gender }: ProbabilityBatch, count: number, classes: number): void {
  for (const [output, values, width] of [
    ["age", age, classes],
    ["gender", gender, 2],
  ] as const) {
    assert(
      values instanceof Float32Array && values.length === count * width,
      `${output}: expected a Float32Array of ${count * width} numbers for ${count} faces, received ${values?.length} in a ${values?.constructor.name}.`,
    );
    for (let face = 0; face < count; face++) {
      const row = values.subarray(face * width, (face + 1) * width);
      const sum = row.reduce((total, value) => total + value, 0);
      assert(
        row.every((value) => value >= 0) && Math.abs(sum - 1) < 1e-5,
        `${output} of face ${face}: expected probabilities that sum to 1, received ${some(row)} with the sum ${sum}.`,
      );
    }
  }
}

/** Checks that two answers are the same to the bit. */
export function assertSame(actual: ProbabilityBatch, expected: ProbabilityBatch): void {
  assertClose(actual, expected, 0);
}

/** What a promise is rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  const answer = await promise.then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  assert(answer !== undefined, "Expected the promise to be rejected, but it was fulfilled.");
  return answer;
}

function some(values: Float32Array): string {
  return `[${[...values.subarray(0, 6)].map((value) => value.toPrecision(6)).join(", ")}${values.length > 6 ? ", ..." : ""}]`;
}
