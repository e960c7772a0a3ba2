import { buildLayersModel } from "@fagr/core/layers";
import { describe, expect, it } from "@jest/globals";
import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { createArchitecture } from "../architecture/architecture";
import { describeNetwork } from "../architecture/describe";
import { planNetwork } from "../architecture/plan";
import { InvalidArgumentError, WeightsError } from "../errors";
import { checkManifest } from "../weights/manifest";
import { saveWeights } from "../weights/save-weights";
import { decodePredictions } from "./decode";

const attributes = { glasses: ["no", "yes"], hair: ["black", "fair", "none"] };
const architecture = createArchitecture("age-gender-62", { widthMultiplier: 0.1, attributes });
const plan = planNetwork(architecture);

describe("further attributes", () => {
  it("are heads of the plan and of the layers model, behind age and gender", async () => {
    expect(plan.attributes).toEqual({ glasses: "glasses_probabilities", hair: "hair_probabilities" });
    const plain = planNetwork(createArchitecture("age-gender-62", { widthMultiplier: 0.1 }));
    expect(plan.layers.slice(0, plain.layers.length)).toEqual(plain.layers);
    const heads = describeNetwork(plan).rows.slice(-4);
    expect(heads.map(({ operator, parameters }) => [operator, parameters])).toEqual([
      ["age head (48)", 128 * 48 + 48],
      ["gender head (2)", 128 * 2 + 2],
      ["glasses head (2)", 128 * 2 + 2],
      ["hair head (3)", 128 * 3 + 3],
    ]);
    await tf.setBackend("cpu");
    const model = buildLayersModel(plan, { seed: 1 });
    expect(model.outputs.map(({ shape }) => shape[1])).toEqual([48, 2, 2, 3]);
    model.dispose();
  });

  it("answer their most probable label, and nothing where a backend tells none", () => {
    const labels = { age: { minimum: 18, maximum: 65 }, gender: ["female", "male"], attributes } as const;
    const probabilities = {
      age: new Float32Array(96).fill(1 / 48),
      gender: Float32Array.of(0.2, 0.8, 0.7, 0.3),
      attributes: {
        glasses: Float32Array.of(0.25, 0.75, 0.5, 0.5),
        hair: Float32Array.of(0.1, 0.2, 0.7, 0.6, 0.3, 0.1),
      },
    };
    const [first, second] = decodePredictions(probabilities, { labels });
    expect(first!.attributes).toEqual({
      glasses: { label: "yes", probability: 0.75 },
      hair: { label: "none", probability: Math.fround(0.7) },
    });
    expect(second!.attributes!.hair).toEqual({ label: "black", probability: Math.fround(0.6) });
    const [calibrated] = decodePredictions(probabilities, {
      labels,
      calibration: { ageTemperature: 1, genderTemperature: 1, attributeTemperatures: { glasses: 2 } },
      attributeDistributions: true,
    });
    // Odds of 3 become their square root; hair has no temperature.
    const yes = Math.sqrt(3) / (1 + Math.sqrt(3));
    expect(calibrated!.attributes!.glasses!.probability).toBeCloseTo(yes, 6);
    expect(calibrated!.attributes!.glasses!.distribution!.no).toBeCloseTo(1 - yes, 6);
    expect(Object.values(calibrated!.attributes!.hair!.distribution!)).toEqual([...Float32Array.of(0.1, 0.2, 0.7)]);
    const { attributes: _, ...others } = probabilities;
    expect(decodePredictions(others, { labels })[0]).not.toHaveProperty("attributes");
  });

  it("stand in the manifest, which must agree with its architecture", async () => {
    const tensors = new Map(
      plan.layers.flatMap(({ weights }) =>
        weights.map(({ name, shape }) => [name, new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1)] as const),
      ),
    );
    const { manifest } = await saveWeights(tensors, {
      ...{
        name: "a",
        version: "1.0.0",
        description: "",
        licence: "MIT",
        file: "a.bin",
        architecture,
        trainingData: [],
      },
      preprocessing: { colourOrder: "RGB", range: [0, 1], resize: "triangle", boxScale: 1 },
    });
    expect(manifest.labels.attributes).toEqual(attributes);
    const { attributes: _, ...without } = manifest.labels;
    expect(() => checkManifest({ ...manifest, labels: without })).toThrow(WeightsError);
    expect(() => checkManifest({ ...manifest, labels: without })).toThrow(
      /labels\.attributes": expected the architecture's/,
    );
  });

  it.each([
    [{ age: ["a", "b"] }, /names of letters and digits/],
    [{ row3: ["a", "b"] }, /names of letters and digits/],
    [{ "a/b": ["a", "b"] }, /names of letters and digits/],
    [{ glasses: ["yes"] }, /attributes\.glasses": expected 2 to 1000 different labels/],
    [{ glasses: ["yes", "yes"] }, /different labels/],
    [{ glasses: "yes" }, /different labels/],
    [["glasses"], /names of letters and digits/],
    [null, /lists of labels by name/],
  ])("refuse %j", (wrong, message) => {
    const create = () => createArchitecture("age-gender-62", { attributes: wrong as never });
    expect(create).toThrow(InvalidArgumentError);
    expect(create).toThrow(message);
  });
});
