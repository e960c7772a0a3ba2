import "@tensorflow/tfjs-backend-cpu";
import type { LoadedWeights } from "@fagr/core/backend";
import { type Architecture, createArchitecture, decodeFloat16, encodeFloat16 } from "@fagr/core/network";
import { randomBatch, randomWeights, referenceProbabilities } from "@fagr/testing";
import { beforeAll, describe, expect, it } from "@jest/globals";
import * as tf from "@tensorflow/tfjs-core";
import { loadLayersModel } from "@tensorflow/tfjs-layers";
import { exportKeras } from "./export-keras";
import { exportTfjs } from "./export-tfjs";
import { importKeras } from "./import-keras";
import { asOfOthers, importFromFolder } from "./testing/tfjs-model";

const narrow = { inputSize: 33, widthMultiplier: 0.125, name: "narrow" };
const variants: [string, Architecture][] = [
  ["Table 2", createArchitecture("age-gender-62", narrow)],
  ["the original authors' variant", createArchitecture("original-authors", narrow)],
  [
    "other ages, epsilon and rows",
    createArchitecture("age-gender-62", {
      ...narrow,
      ageRange: [0, 9],
      batchNormEpsilon: 1e-5,
      rows: createArchitecture().rows.filter((_, index) => index !== 4),
    }),
  ],
  [
    "further attributes, one of two labels as the gender has",
    createArchitecture("original-authors", {
      ...narrow,
      attributes: { glasses: ["no", "yes"], hair: ["black", "fair", "none"] },
    }),
  ],
];

/** With everything that a manifest can say. */
function completeWeights(architecture: Architecture): LoadedWeights {
  const { manifest, tensors } = randomWeights(architecture, 4);
  return {
    tensors,
    manifest: {
      ...manifest,
      version: "1.2.3",
      licence: "CC0",
      preprocessing: { colourOrder: "BGR", range: [-1, 1], resize: "triangle", boxScale: 1.2 },
      calibration: { ageTemperature: 1.25, genderTemperature: 0.75 },
      trainingData: [{ name: "none", licence: "CC0", images: 3, labels: "age" }],
    },
  };
}

function expectSame(imported: LoadedWeights, expected: LoadedWeights): void {
  const { files, ...said } = imported.manifest;
  const { files: expectedFiles, ...expectedSaid } = expected.manifest;
  expect(said).toEqual(expectedSaid);
  expect(files[0].sha256).toBe(expectedFiles[0].sha256);
  expect([...imported.tensors]).toEqual([...expected.tensors]);
}

describe.each(variants)("%s", (_, architecture) => {
  const weights = completeWeights(architecture);

  it("comes back from a Keras file as it was, manifest and all", async () => {
    expectSame(await importKeras(await exportKeras(weights)), weights);
  });

  it("comes back from a tfjs-layers model as it was, manifest and all", async () => {
    expectSame(await importFromFolder(await exportTfjs(weights)), weights);
  });

  it("is not written as a tfjs-layers model of 8 bits, which has no scale a channel", async () => {
    const exporting = exportTfjs(weights, { dtype: "int8" as "float16" });
    await expect(exporting).rejects.toThrow(/"float32" or "float16", received "int8"/);
  });

  it("comes back from a float16 tfjs-layers model rounded, with its temperatures", async () => {
    const { manifest, tensors } = await importFromFolder(await exportTfjs(weights, { dtype: "float16" }));
    expect(manifest.calibration).toEqual(weights.manifest.calibration);
    for (const [name, values] of weights.tensors)
      expect([name, tensors.get(name)]).toEqual([name, decodeFloat16(encodeFloat16(values))]);
  });

  it("opens in tfjs with the same answers", async () => {
    const { model, data } = await exportTfjs(weights);
    await tf.setBackend("cpu");
    const { modelTopology, weightsManifest } = model as unknown as tf.io.ModelJSON;
    const opened = await loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest.flatMap(({ weights: specs }) => specs),
        weightData: data.slice().buffer,
      }),
    );
    const batch = randomBatch(architecture, 3, 9);
    const size = architecture.inputSize;
    const outputs = opened.predict(tf.tensor4d(batch.data, [3, size, size, 3])) as tf.Tensor[];
    const expected = await referenceProbabilities(weights, batch);
    expect(await outputs[0]!.data()).toEqual(expected.age);
    expect(await outputs[1]!.data()).toEqual(expected.gender);
    opened.dispose();
  });
});

describe("temperatures", () => {
  it("are dropped where the numbers were trained on, for they no longer fit", async () => {
    const weights = completeWeights(variants[0]![1]);
    const trainedOn = new Map(weights.tensors);
    trainedOn.set(
      "row1_conv/kernel",
      weights.tensors.get("row1_conv/kernel")!.map((value) => value * 1.01),
    );
    const { model } = await exportTfjs(weights);
    const { data } = await exportTfjs({ ...weights, tensors: trainedOn });
    const { manifest } = await importFromFolder({ model, data });
    expect(manifest.calibration).toBeUndefined();
    expect(manifest.licence).toBe("CC0");
  });
});

describe("a file that does not say what it is", () => {
  let full: LoadedWeights;
  beforeAll(() => {
    full = randomWeights(createArchitecture(), 1);
  });

  it("is recognised as Table 2, under its name", async () => {
    const { manifest, tensors } = await importFromFolder(asOfOthers(await exportTfjs(full)));
    expect(manifest.architecture).toEqual(createArchitecture());
    expect([...tensors]).toEqual([...full.tensors]);
  });

  it.each<[string, Architecture]>([
    ["the original authors', narrow", createArchitecture("original-authors", { ...narrow })],
    ["an odd width", createArchitecture("age-gender-62", { ...narrow, widthMultiplier: 0.305 })],
    ["an odd expansion", createArchitecture("age-gender-62", { ...narrow, expansionMultiplier: 0.55 })],
    [
      "another size and epsilon",
      createArchitecture("mobilefacenet-112", { ...narrow, inputSize: 48, batchNormEpsilon: 1e-4 }),
    ],
    [
      "a branch without dropout",
      createArchitecture("age-gender-62", { ...narrow, taskBranch: { dropout: 0, units: 7 } }),
    ],
    ["PReLU on the embedding", createArchitecture("age-gender-62", { ...narrow, embeddingActivation: true })],
    ["fewer residuals", createArchitecture("age-gender-62", { ...narrow, residual: "fromSecondBlock" })],
  ])("is recognised by its layers: %s", async (_, architecture) => {
    const weights = randomWeights(architecture, 2);
    const { manifest, tensors } = await importFromFolder(asOfOthers(await exportTfjs(weights)));
    expect([...tensors]).toEqual([...weights.tensors]);
    const { widthMultiplier, expansionMultiplier, ...rest } = manifest.architecture;
    expect(rest).toMatchObject(
      (({ widthMultiplier: _width, expansionMultiplier: _expansion, ...own }) => own)(architecture),
    );
  });

  it("needs the ages named, unless they are the document's", async () => {
    const weights = randomWeights(createArchitecture("age-gender-62", { ...narrow, ageRange: [0, 100] }), 2);
    const file = asOfOthers(await exportTfjs(weights));
    await expect(importFromFolder(file)).rejects.toThrow(/48 age classes.*101.*--ages.*0-100/);
    await expect(importFromFolder(file, { ageRange: [1, 100] })).rejects.toThrow(/100 classes.*1 to 100.*101/);
    const { manifest } = await importFromFolder(file, { ageRange: [0, 100] });
    expect(manifest.labels.age).toEqual({ minimum: 0, maximum: 100 });
  });

  it("needs a manifest to know what further outputs tell, and their layers' names", async () => {
    const weights = completeWeights(variants.at(-1)![1]);
    const exported = await exportTfjs(weights);
    const told = { like: weights.manifest };
    await expect(importFromFolder(asOfOthers(exported))).rejects.toThrow(/hair_probabilities.*name it \(like\)/);
    const { manifest } = await importFromFolder(asOfOthers(exported), told);
    expect(manifest.labels.attributes).toEqual(weights.manifest.labels.attributes);
    const renamed = JSON.parse(JSON.stringify(exported.model).replaceAll("hair_", "h_"));
    const file = asOfOthers({ ...exported, model: renamed });
    await expect(importFromFolder(file, told)).rejects.toThrow(
      /an output for the attribute "hair".*Keep the layers' names/,
    );
  });

  it("may be told to be like a model, whose table it then has", async () => {
    const weights = completeWeights(variants[2]![1]);
    const file = asOfOthers(await exportTfjs(weights));
    await expect(importFromFolder(file, { ageRange: [0, 9] })).rejects.toThrow(/convolutions.*--like/);
    const { manifest } = await importFromFolder(file, { like: weights.manifest });
    expect(manifest.architecture).toEqual(weights.manifest.architecture);
    expect(manifest.preprocessing).toEqual(weights.manifest.preprocessing);
  });
});
