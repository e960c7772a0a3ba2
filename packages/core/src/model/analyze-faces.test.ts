import { randomImage } from "@fagr/testing";
import { describe, expect, it, jest } from "@jest/globals";
import type { DetectedFace, FaceDetector } from "../detection/face-detector";
import { ImageError } from "../errors";
import type { BoundingBox } from "../image/rgb-image";
import type { AgeGenderModel, FaceRegion } from "./age-gender-model";
import { analyzeFaces } from "./analyze-faces";

const image = randomImage(40, 30, 1);
const prediction = (age: number) => ({
  age,
  ageInterval: [age - 5, age + 5],
  gender: "female",
  genderProbability: 0.9,
});
const detected: DetectedFace[] = [
  { box: { x: 1, y: 2, width: 3, height: 4 }, score: 0.7 },
  { box: { x: 20, y: 2, width: 9, height: 8 }, score: 0.9, landmarks: [{ x: 22, y: 4 }] },
];

function fakes(faces: DetectedFace[]) {
  const detect = jest.fn(async (..._: unknown[]) => faces);
  const predict = jest.fn(async (regions: readonly (FaceRegion & { box: BoundingBox })[], _options: object) =>
    regions.map(({ box }) => prediction(20 + box.x)),
  );
  return {
    detector: { name: "fake", detect } as unknown as FaceDetector,
    model: { predict } as unknown as AgeGenderModel,
    detect,
    predict,
  };
}

describe("analyzeFaces", () => {
  it("joins each face with its own prediction, from the highest score down", async () => {
    const { detector, model } = fakes(detected);
    const faces = await analyzeFaces(image, { detector, model });
    expect(faces).toEqual([
      { ...detected[1], ...prediction(40) },
      { ...detected[0], ...prediction(21) },
    ]);
    expect(faces[1]).not.toHaveProperty("landmarks");
    expect(JSON.parse(JSON.stringify(faces))).toEqual(faces);
    expect(detected[0]!.score).toBe(0.7);
  });

  it("answers an empty list for a picture without a face", async () => {
    const { detector, model } = fakes([]);
    expect(await analyzeFaces(image, { detector, model })).toEqual([]);
  });

  it("hands the picture and the boxes on, and options to whom they belong", async () => {
    const { detector, model, detect, predict } = fakes(detected);
    const { signal } = new AbortController();
    const options = { detector, model, signal, batchSize: 7, ageDistribution: true, fetch: globalThis.fetch };
    await analyzeFaces(image, options);
    expect(detect).toHaveBeenCalledWith(image, { signal });
    expect(predict).toHaveBeenCalledWith(
      [
        // Landmarks go with the box they belong to.
        expect.objectContaining({ image, box: detected[1]!.box, landmarks: [{ x: 22, y: 4 }] }),
        { image, box: detected[0]!.box },
      ],
      { signal, batchSize: 7, ageDistribution: true },
    );
  });

  it("throws what loading the picture throws, before any detection", async () => {
    const { detector, model, detect } = fakes(detected);
    await expect(analyzeFaces("no such file.jpg", { detector, model })).rejects.toBeInstanceOf(ImageError);
    expect(detect).not.toHaveBeenCalled();
  });

  it("stops with the signal's reason", async () => {
    const { detector, model } = fakes(detected);
    const reason = new Error("left");
    const signal = AbortSignal.abort(reason);
    await expect(analyzeFaces(image, { detector, model, signal })).rejects.toBe(reason);
  });
});
