import { randomImage, randomWeights } from "@fagr/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { createArchitecture } from "../architecture/architecture";
import { DisposedError, InvalidAnswerError, InvalidArgumentError, WeightsError } from "../errors";
import type { RgbImage } from "../image/rgb-image";
import type { AgeGenderBackend, PixelBatch, ProbabilityBatch } from "./backend";
import { loadAgeGenderModel } from "./load-model";

const architecture = createArchitecture("age-gender-62", { inputSize: 8, widthMultiplier: 0.125, ageRange: [20, 23] });
const weights = randomWeights(architecture, 1);
const faces = [1, 2, 3, 4, 5].map((seed) => ({ image: randomImage(12, 12, seed) }));

/** Answers from the brightness of the pixels, so that every face has an answer of its own. */
function brightness({ data, count }: PixelBatch): ProbabilityBatch {
  const means = Array.from({ length: count }, (_, index) => {
    const pixels = data.subarray((index * data.length) / count, ((index + 1) * data.length) / count);
    return pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  });
  return {
    age: Float32Array.from(means.flatMap((mean) => [1 - mean, 0, 0, mean])),
    gender: Float32Array.from(means.flatMap((mean) => [1 - mean, mean])),
  };
}

function mirrorImage({ data, width, height }: RgbImage): RgbImage {
  const pixel = (index: number) => {
    const [row, column] = [Math.floor(index / width), index % width];
    const from = (row * width + width - 1 - column) * 3;
    return [...data.subarray(from, from + 3)];
  };
  return { width, height, data: Uint8Array.from(Array.from({ length: width * height }, (_, i) => pixel(i)).flat()) };
}

function fakeBackend(answer: (batch: PixelBatch) => ProbabilityBatch | Promise<ProbabilityBatch> = brightness) {
  const run = jest.fn(async (batch: PixelBatch, _options?: { signal?: AbortSignal }) => answer(batch));
  const dispose = jest.fn(async () => {});
  const backend: AgeGenderBackend = {
    name: "fake",
    isAvailable: async () => ({ available: true, reason: "It is a fake." }),
    createNetwork: jest.fn(async () => ({ run, dispose })),
  };
  return { backend, run, dispose };
}

describe("loadAgeGenderModel", () => {
  it("builds the network from checked weights", async () => {
    const { backend } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    expect(backend.createNetwork).toHaveBeenCalledWith(expect.objectContaining(weights));
    expect(model).toMatchObject({ backend: "fake", manifest: weights.manifest });
  });

  it("explains what a backend is when it gets none", async () => {
    const loading = loadAgeGenderModel({ weights } as never);
    await expect(loading).rejects.toBeInstanceOf(InvalidArgumentError);
    await expect(loading).rejects.toThrow(/wasmBackend/);
  });

  it("points whoever names a backend to the package that opens backends by name", async () => {
    const loading = loadAgeGenderModel({ backend: "auto", weights } as never);
    await expect(loading).rejects.toThrow(/received "auto".*@fagr\/backend-auto: autoBackend\(\)/);
  });

  it("names what the network runs on, where the backend chose", async () => {
    const { backend, run, dispose } = fakeBackend();
    const choosing = { ...backend, createNetwork: async () => ({ backend: "chosen", run, dispose }) };
    expect((await loadAgeGenderModel({ backend: choosing, weights })).backend).toBe("chosen");
  });

  it("refuses bad weights before the backend sees them", async () => {
    const { backend } = fakeBackend();
    const bad = { manifest: weights.manifest, tensors: new Map() };
    await expect(loadAgeGenderModel({ backend, weights: bad })).rejects.toBeInstanceOf(WeightsError);
    expect(backend.createNetwork).not.toHaveBeenCalled();
  });

  it("frees the network if the signal is aborted while it is built", async () => {
    const { backend, dispose } = fakeBackend();
    const controller = new AbortController();
    const reason = new Error("left");
    const loading = loadAgeGenderModel({ backend, weights, signal: controller.signal });
    controller.abort(reason);
    await expect(loading).rejects.toBe(reason);
    expect(dispose).toHaveBeenCalledTimes((backend.createNetwork as jest.Mock).mock.calls.length);
  });
});

describe("predict", () => {
  it("answers every face, in order, in batches of the asked size", async () => {
    const { backend, run } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    const together = await model.predict(faces, { batchSize: 2 });
    expect(run.mock.calls.map(([batch]) => batch.count)).toEqual([2, 2, 1]);
    const alone = await Promise.all(faces.map(async (face) => (await model.predict([face]))[0]!));
    expect(together).toEqual(alone);
    expect(new Set(together.map(({ age }) => age)).size).toBe(5);
  });

  it("puts 32 faces in a batch unless told", async () => {
    const { backend, run } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    await model.predict(Array.from({ length: 33 }, () => faces[0]!));
    expect(run.mock.calls.map(([batch]) => batch.count)).toEqual([32, 1]);
  });

  it("answers nothing for no faces, without running", async () => {
    const { backend, run } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    expect(await model.predict([])).toEqual([]);
    expect(run).not.toHaveBeenCalled();
  });

  it("passes the decoding options on", async () => {
    const { backend } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    const [prediction] = await model.predict(faces, { ageDistribution: true, ageFrom: "argmax" });
    expect(prediction!.ageDistribution).toHaveLength(4);
    expect([20, 23]).toContain(prediction!.age);
  });

  it("looks at each face and its mirror image where asked to, and averages before it decodes", async () => {
    // Answers from the brightness of the left column of pixels, the right one's in the mirror.
    const leftColumn = jest.fn(({ data, count }: PixelBatch) => {
      const size = architecture.inputSize;
      const left = (face: number) => {
        const rows = Array.from({ length: size }, (_, row) => data[(face * size + row) * size * 3]!);
        return rows.reduce((sum, value) => sum + value, 0) / size;
      };
      const means = Array.from({ length: count }, (_, face) => left(face));
      return {
        age: Float32Array.from(means.flatMap((mean) => [1 - mean, 0, 0, mean])),
        gender: Float32Array.from(means.flatMap((mean) => [1 - mean, mean])),
      };
    });
    const { backend, run } = fakeBackend(leftColumn);
    const model = await loadAgeGenderModel({ backend, weights });
    const [straight, mirrored] = [faces, faces.map(({ image }) => ({ image: mirrorImage(image) }))];
    const [one, other] = [await model.predict(straight), await model.predict(mirrored)];
    run.mockClear();
    const both = await model.predict(straight, { mirror: true, batchSize: 2, ageDistribution: true });
    expect(run.mock.calls.map(([batch]) => batch.count)).toEqual([2, 2, 2, 2, 1, 1]);
    expect(one.map(({ age }) => age)).not.toEqual(other.map(({ age }) => age));
    for (const [index, { age, ageDistribution }] of both.entries()) {
      expect(age).toBeCloseTo((one[index]!.age + other[index]!.age) / 2, 5);
      expect(ageDistribution!.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
    }
    expect(await model.predict(mirrored, { mirror: true })).toEqual(await model.predict(straight, { mirror: true }));
  });

  it("stops between a face and its mirror image", async () => {
    const controller = new AbortController();
    const { backend, run } = fakeBackend((batch) => {
      controller.abort(new Error("left"));
      return brightness(batch);
    });
    const model = await loadAgeGenderModel({ backend, weights });
    await expect(model.predict(faces, { mirror: true, signal: controller.signal })).rejects.toThrow("left");
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses the batch size %f", async (batchSize) => {
    const { backend } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    await expect(model.predict(faces, { batchSize })).rejects.toThrow(/batchSize/);
  });

  it("says how to call it when it gets an image instead of faces", async () => {
    const { backend } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    await expect(model.predict(faces[0]!.image as never)).rejects.toThrow(/predict\(\[\{ image, box \}\]\)/);
  });

  it("stops between batches with the signal's reason, and hands the signal to the network", async () => {
    const controller = new AbortController();
    const reason = new Error("left");
    const { backend, run } = fakeBackend((batch) => {
      controller.abort(reason);
      return brightness(batch);
    });
    const model = await loadAgeGenderModel({ backend, weights });
    await expect(model.predict(faces, { batchSize: 1, signal: controller.signal })).rejects.toBe(reason);
    expect(run).toHaveBeenCalledTimes(1);
    expect(run.mock.calls[0]![1]).toEqual({ signal: controller.signal });
  });

  it.each<[string, (answer: ProbabilityBatch) => ProbabilityBatch, unknown, RegExp]>([
    [
      "too few ages",
      ({ age, gender }) => ({ age: age.subarray(1), gender }),
      InvalidArgumentError,
      /20 age.*received 19/,
    ],
    [
      "too many genders",
      ({ age }) => ({ age, gender: new Float32Array(11) }),
      InvalidArgumentError,
      /10 gender.*received 11/,
    ],
    [
      "NaN",
      ({ age, gender }) => ({ age: age.map(() => Number.NaN), gender }),
      InvalidAnswerError,
      /finite age.*"fake".*NaN/,
    ],
    [
      "infinity",
      ({ age, gender }) => ({ age, gender: gender.fill(1 / 0) }),
      InvalidAnswerError,
      /finite gender.*Infinity/,
    ],
  ])("makes no prediction of a network's nonsense: %s", async (_, spoil, type, message) => {
    const { backend } = fakeBackend((batch) => spoil(brightness(batch)));
    const model = await loadAgeGenderModel({ backend, weights });
    const predicting = model.predict(faces);
    await expect(predicting).rejects.toBeInstanceOf(type);
    await expect(predicting).rejects.toThrow(message);
  });
});

describe("dispose", () => {
  it("frees the network once, however often it is called", async () => {
    const { backend, dispose } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    await Promise.all([model.dispose(), model.dispose()]);
    await model[Symbol.asyncDispose]();
    expect(dispose).toHaveBeenCalledTimes(1);
  });

  it("makes later predictions throw DisposedError, even of no faces", async () => {
    const { backend } = fakeBackend();
    const model = await loadAgeGenderModel({ backend, weights });
    await model.dispose();
    await expect(model.predict(faces)).rejects.toBeInstanceOf(DisposedError);
    await expect(model.predict([])).rejects.toBeInstanceOf(DisposedError);
  });

  it("waits for a run that is under way, and stops before the next batch", async () => {
    const order: string[] = [];
    let finish = () => {};
    const { backend, dispose } = fakeBackend(async (batch) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      order.push("run");
      return brightness(batch);
    });
    dispose.mockImplementation(async () => {
      order.push("dispose");
    });
    const model = await loadAgeGenderModel({ backend, weights });
    const predicting = expect(model.predict(faces, { batchSize: 1 })).rejects.toBeInstanceOf(DisposedError);
    const disposing = model.dispose();
    finish();
    await Promise.all([predicting, disposing]);
    expect(order).toEqual(["run", "dispose"]);
  });

  it("frees at the end of an `await using` block", async () => {
    const { backend, dispose } = fakeBackend();
    {
      await using model = await loadAgeGenderModel({ backend, weights });
      expect(await model.predict(faces)).toHaveLength(5);
    }
    expect(dispose).toHaveBeenCalledTimes(1);
  });
});
