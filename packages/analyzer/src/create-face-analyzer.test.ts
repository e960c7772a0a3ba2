import { fileURLToPath } from "node:url";
import { wasmBackend } from "@fagr/backend-wasm";
import {
  analyzeFaces,
  DisposedError,
  type FaceDetector,
  loadAgeGenderModel,
  loadImage,
  WeightsError,
} from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights/int8";
import { expect, it, jest } from "@jest/globals";
import { createFaceAnalyzer } from "./create-face-analyzer";

const photo = fileURLToPath(new URL("../../testing/photos/astronaut.png", import.meta.url));
const fake = () => {
  const dispose = jest.fn(async () => {});
  const box = { x: 180, y: 65, width: 90, height: 110 };
  const detector = { name: "fake", detect: async () => [{ box, score: 1 }], dispose };
  return { detector: detector as unknown as FaceDetector, dispose };
};

it("answers as its parts do, and ends their use", async () => {
  const analyzer = await createFaceAnalyzer();
  await using model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
  await using detector = await createFaceDetector();
  const faces = await analyzer.analyze(photo, { ageDistribution: true });
  expect(faces).toHaveLength(1);
  expect(faces).toEqual(await analyzeFaces(photo, { model, detector, ageDistribution: true }));
  await analyzer.dispose();
  await analyzer.dispose();
  await expect(analyzer.analyze(photo)).rejects.toThrow(DisposedError);
});

it("takes other parts, and disposes of a detector with itself", async () => {
  const { detector, dispose } = fake();
  {
    await using analyzer = await createFaceAnalyzer({ detector });
    const [face] = await analyzer.analyze(photo);
    expect(face!.box.x).toBe(180);
  }
  expect(dispose).toHaveBeenCalledTimes(1);
});

it("straightens faces by the eyes that a detector tells, unless other weights are given", async () => {
  const box = { x: 180, y: 65, width: 90, height: 110 };
  // Eyes on a line that falls by 30 degrees, the person's right one first.
  const landmarks = [
    { x: 205, y: 98 },
    { x: 245, y: 98 + 40 * Math.tan(Math.PI / 6) },
  ];
  const detect = (face: object) => ({ name: "fake", detect: async () => [face], dispose: async () => {} });
  const answer = async (face: object, options: object = {}) => {
    const detector = detect({ box, score: 1, ...face }) as unknown as FaceDetector;
    await using analyzer = await createFaceAnalyzer({ detector, ...options });
    return (await analyzer.analyze(photo))[0]!.age;
  };
  const level = await answer({});
  const preprocessing = { ...weights.manifest.preprocessing, alignment: "eyes" as const };
  await using model = await loadAgeGenderModel({
    backend: wasmBackend(),
    weights: { ...weights, manifest: { ...weights.manifest, preprocessing } },
  });
  const [face] = await model.predict([{ image: await loadImage(photo), box, landmarks }]);
  expect(await answer({ landmarks })).toBe(face!.age);
  expect(face!.age).not.toBe(level);
  expect(await answer({ landmarks }, { weights })).toBe(level);
});

it("answers the tasks that are wanted", async () => {
  await using analyzer = await createFaceAnalyzer({ detector: fake().detector, tasks: ["gender"] });
  const [face] = await analyzer.analyze(photo);
  expect(face!.gender).toBe("female");
  expect(face).not.toHaveProperty("age");
});

it("says what failed, and leaves a detector that was given alone", async () => {
  const { detector, dispose } = fake();
  const damaged = { ...weights, manifest: {} as never };
  await expect(createFaceAnalyzer({ detector, weights: damaged })).rejects.toThrow(WeightsError);
  expect(dispose).not.toHaveBeenCalled();
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(createFaceAnalyzer({ signal })).rejects.toThrow("enough");
});
