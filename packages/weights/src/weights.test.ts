import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { onnxBackend } from "@fagr/backend-onnx";
import { type AgeGenderModel, analyzeFaces, type FaceDetector, loadAgeGenderModel } from "@fagr/core";
import {
  createArchitecture,
  decodeFloat16,
  decodeInt8,
  describeNetwork,
  encodeFloat16,
  encodeInt8,
  loadWeights,
  planNetwork,
  weightSpecs,
} from "@fagr/core/network";
import { createFaceDetector } from "@fagr/detect";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { weights as allAges } from "./all-ages";
import { weights as halfAllAges } from "./all-ages-float16";
import { weights as byteAllAges } from "./all-ages-int8";
import { weights as halfWeights } from "./float16";
import { weights } from "./index";
import { weights as byteWeights } from "./int8";

const astronaut = fileURLToPath(new URL("../../testing/photos/astronaut.png", import.meta.url));

const shipped = [
  {
    name: "age-gender-62",
    architecture: createArchitecture("age-gender-62"),
    ...{ weights, half: halfWeights, byte: byteWeights },
  },
  {
    name: "age-gender-62-all",
    architecture: createArchitecture("age-gender-62", { ageRange: [0, 100] }),
    ...{ weights: allAges, half: halfAllAges, byte: byteAllAges },
  },
];

describe.each(shipped)("the shipped weights $name", ({ name, architecture, weights, half, byte }) => {
  it("are the document's Table 2 network, with the edition's ages, and whole", async () => {
    const { manifest, tensors } = await loadWeights(weights);
    expect(manifest.architecture).toEqual(architecture);
    const { parameters } = describeNetwork(planNetwork(manifest.architecture));
    expect([...tensors.values()].reduce((sum, { length }) => sum + length, 0)).toBe(parameters);
    expect(parameters).toBeLessThanOrEqual(650_000);
    expect(manifest.name).toBe(name);
    expect(manifest.trainingData.every(({ licence, images }) => licence !== "" && images > 0)).toBe(true);
  });

  it("have a model card that names every data set, its licence and how many images were used", async () => {
    const card = await readFile(new URL(`../models/${name}/MODEL_CARD.md`, import.meta.url), "utf8");
    for (const { name, licence, images } of weights.manifest.trainingData) {
      expect(card).toContain(name);
      expect(card).toContain(licence);
      expect(card).toContain(images.toLocaleString("en"));
    }
    expect(card).not.toContain("@@");
  });

  it("come as float16 too: the same numbers, rounded, in half the bytes", async () => {
    const [full, rounded] = await Promise.all([loadWeights(weights), loadWeights(half)]);
    expect(rounded.manifest.files[0]).toMatchObject({ dtype: "float16", bytes: full.manifest.files[0].bytes / 2 });
    expect({ ...rounded.manifest, files: full.manifest.files }).toEqual(full.manifest);
    for (const [name, values] of full.tensors)
      expect([name, rounded.tensors.get(name)]).toEqual([name, decodeFloat16(encodeFloat16(values))]);
  });

  it("come as int8 too: most kernels with a scale a channel, the rest as float16", async () => {
    const [full, small] = await Promise.all([loadWeights(weights), loadWeights(byte)]);
    expect(small.manifest.files[0].dtype).toBe("int8");
    expect(small.manifest.files[0].bytes).toBeLessThan(0.29 * full.manifest.files[0].bytes);
    expect({ ...small.manifest, files: full.manifest.files }).toEqual(full.manifest);
    for (const { name, kind, shape } of weightSpecs(planNetwork(full.manifest.architecture))) {
      const values = full.tensors.get(name)!;
      const isInt8 = kind === "kernel" || kind === "denseKernel";
      const expected = isInt8 ? decodeInt8(encodeInt8(values, shape.at(-1)!)) : decodeFloat16(encodeFloat16(values));
      expect([name, small.tensors.get(name)]).toEqual([name, expected]);
    }
  });
});

describe("the shipped model on a real photo", () => {
  let detector: FaceDetector;
  let models: AgeGenderModel[];
  beforeAll(async () => {
    detector = await createFaceDetector();
    models = await Promise.all(
      (
        [
          ["node", weights],
          ["web", weights],
          ["web", halfWeights],
          ["web", byteWeights],
        ] as const
      ).map(([runtime, source]) => loadAgeGenderModel({ backend: onnxBackend({ runtime }), weights: source })),
    );
  });
  afterAll(() => Promise.all([detector.dispose(), ...models.map((model) => model.dispose())]));

  it("sees a woman in middle age, on both runtimes and with all editions of the weights alike", async () => {
    const answers = [];
    for (const model of models) {
      const faces = await analyzeFaces(astronaut, { detector, model });
      expect(faces).toHaveLength(1);
      answers.push(faces[0]!);
    }
    type Answer = (typeof answers)[0];
    const [native, web, half, byte] = answers as [Answer, Answer, Answer, Answer];
    expect(native.gender).toBe("female");
    expect(native.age).toBeGreaterThan(22);
    expect(native.age).toBeLessThan(52);
    expect(native.ageInterval[0]).toBeLessThan(native.age);
    expect(native.ageInterval[1]).toBeGreaterThan(native.age);
    expect(web.age).toBeCloseTo(native.age, 3);
    expect(web.genderProbability).toBeCloseTo(native.genderProbability, 4);
    expect(half.gender).toBe(native.gender);
    // Ten times what 1,350 faces showed at most.
    expect(Math.abs(half.age - native.age)).toBeLessThan(0.35);
    expect(Math.abs(half.genderProbability - native.genderProbability)).toBeLessThan(0.0125);
    // Four and seven times what 2,900 faces showed at most.
    expect(byte.gender).toBe(native.gender);
    expect(Math.abs(byte.age - native.age)).toBeLessThan(3);
    expect(Math.abs(byte.genderProbability - native.genderProbability)).toBeLessThan(0.1);
  });
});
