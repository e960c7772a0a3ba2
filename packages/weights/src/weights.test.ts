import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { onnxBackend } from "@fagr/backend-onnx";
import {
  type AgeGenderModel,
  analyzeFaces,
  createArchitecture,
  describeNetwork,
  type FaceDetector,
  loadAgeGenderModel,
  loadWeights,
  planNetwork,
} from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { weights } from "./index";

const astronaut = fileURLToPath(new URL("../../testing/photos/astronaut.png", import.meta.url));

describe("the shipped weights", () => {
  it("are the document's Table 2 network and whole", async () => {
    const { manifest, tensors } = await loadWeights(weights);
    expect(manifest.architecture).toEqual(createArchitecture("age-gender-62"));
    const { parameters } = describeNetwork(planNetwork(manifest.architecture));
    expect([...tensors.values()].reduce((sum, { length }) => sum + length, 0)).toBe(parameters);
    expect(manifest.trainingData.every(({ licence, images }) => licence !== "" && images > 0)).toBe(true);
  });

  it("have a model card that names every data set, its licence and how many images were used", async () => {
    const card = await readFile(new URL("../models/age-gender-62/MODEL_CARD.md", import.meta.url), "utf8");
    for (const { name, licence, images } of weights.manifest.trainingData) {
      expect(card).toContain(name);
      expect(card).toContain(licence);
      expect(card).toContain(images.toLocaleString("en"));
    }
    expect(card).not.toContain("@@");
  });

  it("fit float16, should a backend want it: no value is beyond its range", async () => {
    const { tensors } = await loadWeights(weights);
    for (const [name, values] of tensors) {
      const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect({ name, fits: largest < 65504 }).toEqual({ name, fits: true });
    }
  });
});

describe("the shipped model on a real photo", () => {
  let detector: FaceDetector;
  let models: AgeGenderModel[];
  beforeAll(async () => {
    detector = await createFaceDetector();
    models = await Promise.all(
      (["node", "web"] as const).map((runtime) => loadAgeGenderModel({ backend: onnxBackend({ runtime }), weights })),
    );
  });
  afterAll(() => Promise.all([detector.dispose(), ...models.map((model) => model.dispose())]));

  it("sees a woman in middle age, on both runtimes alike", async () => {
    const answers = [];
    for (const model of models) {
      const faces = await analyzeFaces(astronaut, { detector, model });
      expect(faces).toHaveLength(1);
      answers.push(faces[0]!);
    }
    const [native, web] = answers as [(typeof answers)[0], (typeof answers)[0]];
    expect(native.gender).toBe("female");
    expect(native.age).toBeGreaterThan(22);
    expect(native.age).toBeLessThan(52);
    expect(native.ageInterval[0]).toBeLessThan(native.age);
    expect(native.ageInterval[1]).toBeGreaterThan(native.age);
    expect(web.age).toBeCloseTo(native.age, 3);
    expect(web.genderProbability).toBeCloseTo(native.genderProbability, 4);
  });
});
