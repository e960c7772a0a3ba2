import {
  type AgeGenderBackend,
  type AgeGenderNetwork,
  createArchitecture,
  DisposedError,
  type FagrError,
  InvalidArgumentError,
  loadAgeGenderModel,
  type PixelBatch,
  type ProbabilityBatch,
} from "@fagr/core";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { randomBatch, randomImage } from "./random-images";
import { randomWeights } from "./random-weights";
import { referenceProbabilities } from "./reference";

/** The cases of {@link testBackend}, for `skip`. */
export type BackendTestCase =
  | "availability"
  | "shapes"
  | "agreement"
  | "original authors"
  | "other sizes"
  | "batch equals single"
  | "determinism"
  | "concurrent runs"
  | "two networks"
  | "wrong batch"
  | "abort"
  | "model"
  | "leaks"
  | "double dispose"
  | "use after dispose";

/** How a backend is tested. */
export interface BackendTestOptions {
  /** Largest difference of a probability to tfjs in plain JavaScript that is rounding. */
  tolerance: number;
  /** Cases that this backend cannot pass and why, or why none can run here (a device that is missing). */
  skip?: Partial<Record<BackendTestCase, string>> | string;
  /** Tensors or buffers that the runtime holds now, where it can tell; tested for leaks. */
  countTensors?: () => number;
}

const small = createArchitecture("age-gender-62", { name: "small", widthMultiplier: 0.125, ageRange: [20, 29] });

/**
 * The one suite that every backend passes. It runs random networks, so that it needs no files, and compares them with
 * the same plan in tfjs-layers on tfjs's plain JavaScript backend.
 *
 * @example
 * ```ts
 * testBackend("onnx", () => onnxBackend(), { tolerance: 1e-5 });
 * ```
 */
export function testBackend(
  name: string,
  factory: () => AgeGenderBackend | Promise<AgeGenderBackend>,
  { tolerance, skip = {}, countTensors }: BackendTestOptions,
): void {
  const test = (testCase: BackendTestCase, title: string, run: () => Promise<void>) => {
    const reason = typeof skip === "string" ? skip : skip[testCase];
    if (reason === undefined) it(title, run);
    else it.skip(`${title} (skipped: ${reason})`, () => {});
  };
  const reasons = typeof skip === "string" ? [`all: ${skip}`] : Object.entries(skip).map((entry) => entry.join(": "));
  for (const reason of reasons) console.warn(`Backend "${name}", skipped ${reason}`);

  describe(`backend ${name}`, () => {
    const weights = randomWeights(small, 1);
    let backend: AgeGenderBackend;
    let network: AgeGenderNetwork;

    beforeAll(async () => {
      if (typeof skip === "string") return;
      backend = await factory();
      network = await backend.createNetwork(weights);
    });

    afterAll(async () => {
      await network?.dispose();
    });

    test("availability", "says that it is available, and on what it runs", async () => {
      const { available, reason } = await backend.isAvailable();
      expect({ available, reason }).toEqual({ available: true, reason: expect.stringMatching(/\w/) });
      expect(backend.name).toMatch(/\w/);
    });

    for (const count of [1, 2, 5])
      test("shapes", `answers probabilities for ${count} faces`, async () => {
        expectProbabilities(await network.run(randomBatch(small, count, 2)), count, 10);
      });

    const agree = async (architecture: typeof small, count: number) => {
      const loaded = randomWeights(architecture, 3);
      const batch = randomBatch(architecture, count, 4);
      const built = await backend.createNetwork(loaded);
      try {
        expectClose(await built.run(batch), await referenceProbabilities(loaded, batch), tolerance);
      } finally {
        await built.dispose();
      }
    };

    test("agreement", "agrees with tfjs-layers on Table 2", () => agree(createArchitecture(), 2));

    test("original authors", "agrees with tfjs-layers on the original authors' variant", () =>
      agree(createArchitecture("original-authors"), 2),
    );

    for (const inputSize of [48, 65, 112])
      test("other sizes", `agrees with tfjs-layers at ${inputSize}x${inputSize} and another width`, () =>
        agree({ ...small, name: `small-${inputSize}`, inputSize, widthMultiplier: 0.2, ageRange: [0, 100] }, 1),
      );

    test("batch equals single", "answers for a face in a batch as for the face alone", async () => {
      const batch = randomBatch(small, 5, 5);
      const together = await network.run(batch);
      const alone = await Promise.all(Array.from({ length: 5 }, (_, index) => network.run(faceOf(batch, index))));
      for (const output of ["age", "gender"] as const) {
        const joined = alone.flatMap((answer) => [...answer[output]]);
        expectCloseValues(together[output], joined, tolerance);
      }
    });

    test("determinism", "gives the same bits for the same pixels", async () => {
      const batch = randomBatch(small, 2, 6);
      const first = await network.run(batch);
      const second = await network.run(batch);
      expect([...second.age]).toEqual([...first.age]);
      expect([...second.gender]).toEqual([...first.gender]);
    });

    test("concurrent runs", "keeps runs apart that are started together", async () => {
      const batches = [7, 8, 9].map((seed) => randomBatch(small, 2, seed));
      const together = await Promise.all(batches.map((batch) => network.run(batch)));
      for (const [index, batch] of batches.entries())
        expectClose(together[index]!, await network.run(batch), tolerance);
      expect([...together[0]!.age]).not.toEqual([...together[1]!.age]);
    });

    test("two networks", "runs two networks side by side, and one after the other is disposed", async () => {
      const otherWeights = randomWeights(small, 10);
      const other = await backend.createNetwork(otherWeights);
      const batch = randomBatch(small, 1, 11);
      try {
        expectClose(await other.run(batch), await referenceProbabilities(otherWeights, batch), tolerance);
        expectClose(await network.run(batch), await referenceProbabilities(weights, batch), tolerance);
      } finally {
        await other.dispose();
      }
      expectClose(await network.run(batch), await referenceProbabilities(weights, batch), tolerance);
    });

    test("wrong batch", "refuses pixels of the wrong length and says which it expects", async () => {
      const run = network.run({ data: new Float32Array(10), count: 2 });
      const error = (await run.catch((reason: unknown) => reason)) as FagrError;
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error.message).toContain(String(2 * 62 * 62 * 3));
      expect(error.message).toContain("10");
    });

    test("abort", "rejects with the reason of a signal that is aborted, and works afterwards", async () => {
      const reason = new Error("the user left");
      const batch = randomBatch(small, 1, 12);
      await expect(network.run(batch, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      expectProbabilities(await network.run(batch), 1, 10);
    });

    test("model", "predicts through the model, in batches, as one by one", async () => {
      const model = await loadAgeGenderModel({ backend, weights });
      const faces = [13, 14, 15].map((seed) => ({
        image: randomImage(80, 70, seed),
        box: { x: 5.5, y: -3, width: 70, height: 66 },
      }));
      const together = await model.predict(faces, { batchSize: 2 });
      for (const [index, face] of faces.entries()) {
        const [alone] = await model.predict([face]);
        expect(together[index]!.gender).toBe(alone!.gender);
        expect(Math.abs(together[index]!.age - alone!.age)).toBeLessThan(tolerance * 1000);
      }
      expect(model.backend).toBe(backend.name);
      await model.dispose();
      await expect(model.predict(faces)).rejects.toBeInstanceOf(DisposedError);
    });

    if (countTensors)
      test("leaks", "holds as many tensors after runs and after disposal as before", async () => {
        const before = countTensors();
        const temporary = await backend.createNetwork(weights);
        await temporary.run(randomBatch(small, 2, 16));
        const afterFirst = countTensors();
        await temporary.run(randomBatch(small, 2, 17));
        expect(countTensors()).toBe(afterFirst);
        await temporary.dispose();
        expect(countTensors()).toBe(before);
      });

    test("double dispose", "can be disposed twice", async () => {
      const temporary = await backend.createNetwork(weights);
      await temporary.dispose();
      await expect(temporary.dispose()).resolves.toBeUndefined();
    });

    test("use after dispose", "throws DisposedError when run after disposal", async () => {
      const temporary = await backend.createNetwork(weights);
      await temporary.dispose();
      await expect(temporary.run(randomBatch(small, 1, 18))).rejects.toBeInstanceOf(DisposedError);
    });
  });
}

function faceOf({ data, count }: PixelBatch, index: number): PixelBatch {
  const length = data.length / count;
  return { data: data.slice(index * length, (index + 1) * length), count: 1 };
}

function expectProbabilities({ age, gender }: ProbabilityBatch, count: number, classes: number): void {
  expect([age.length, gender.length]).toEqual([count * classes, count * 2]);
  expect(age).toBeInstanceOf(Float32Array);
  for (let face = 0; face < count; face++)
    for (const row of [age.subarray(face * classes, (face + 1) * classes), gender.subarray(face * 2, face * 2 + 2)]) {
      expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    }
}

function expectClose(actual: ProbabilityBatch, expected: ProbabilityBatch, tolerance: number): void {
  expectCloseValues(actual.age, expected.age, tolerance);
  expectCloseValues(actual.gender, expected.gender, tolerance);
}

function expectCloseValues(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  let largest = 0;
  for (let index = 0; index < expected.length; index++) {
    const difference = Math.abs(actual[index]! - expected[index]!);
    // Not Math.max of all at once: a NaN must not get lost.
    if (!(difference <= largest)) largest = difference;
  }
  expect(largest).toBeLessThanOrEqual(tolerance);
}
