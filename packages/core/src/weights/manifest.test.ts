import { randomWeights } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { createArchitecture } from "../architecture/architecture";
import { WeightsError } from "../errors";
import { checkManifest, type WeightsManifest } from "./manifest";

const { manifest: plain } = randomWeights(createArchitecture("age-gender-62", { widthMultiplier: 0.125 }), 1);
const answerWeights = { bias: -1, logYoungest: 1, logOldest: 0, meanAge: 2, ageDeviation: 0.5, genderDoubt: 3 };
const manifest: WeightsManifest = {
  ...plain,
  calibration: {
    ageTemperature: 1.2,
    ageTemperatureSlope: -0.5,
    genderTemperature: 0.9,
    ageRange: { younger: answerWeights, older: answerWeights, shares: { younger: 0.2, older: 0.1 } },
    noFace: { weights: answerWeights, share: 0.02 },
  },
  trainingData: [{ name: "faces", licence: "CC0", images: 10, labels: "age and gender" }],
};

/** The manifest with one field, named by its path, replaced; undefined takes it away. */
function withField(path: string, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(manifest));
  const keys = path.split(".");
  const last = keys.pop()!;
  const parent = keys.reduce((object, key) => object[key], copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe("checkManifest", () => {
  it("takes a whole manifest, before and after JSON, with and without calibration", () => {
    expect(() => checkManifest(manifest)).not.toThrow();
    expect(() => checkManifest(JSON.parse(JSON.stringify(manifest)))).not.toThrow();
    for (const field of [
      "calibration",
      "calibration.ageTemperatureSlope",
      "calibration.ageRange",
      "calibration.noFace",
    ])
      expect(() => checkManifest(withField(field, undefined))).not.toThrow();
  });

  it.each<[changed: string, value: unknown, named?: string]>([
    ["format", "fagr-weights/2"],
    ["format", undefined],
    ["name", undefined],
    ["version", 1],
    ["description", null],
    ["licence", undefined],
    ["architecture", undefined],
    ["architecture", null],
    ["architecture.widthMultiplier", -1, "architecture"],
    ["architecture.rows", undefined, "architecture"],
    ["architecture.residual", "always", "architecture"],
    ["preprocessing", undefined],
    ["preprocessing.colourOrder", "GRB"],
    ["preprocessing.range", [1, 0]],
    ["preprocessing.range", [0]],
    ["preprocessing.range", ["0", "1"]],
    ["preprocessing.resize", "bicubic"],
    ["preprocessing.boxScale", 0],
    ["preprocessing.boxScale", undefined],
    ["preprocessing.boxScale", 1e9],
    ["labels", undefined],
    ["labels.age.minimum", 17, "labels.age"],
    ["labels.age.maximum", 66, "labels.age"],
    ["labels.gender", ["male", "female"]],
    ["calibration.ageTemperature", 0],
    ["calibration.genderTemperature", undefined],
    ["calibration.ageTemperatureSlope", "steep"],
    ["calibration.ageTemperatureSlope", 1e9],
    ["calibration.genderTemperature", 1e-308],
    ["calibration.ageRange", null],
    ["calibration.ageRange.younger.bias", undefined, "calibration.ageRange.younger"],
    ["calibration.ageRange.older.meanAge", "1", "calibration.ageRange.older"],
    ["calibration.ageRange.shares", undefined],
    ["calibration.ageRange.shares.older", 0.8, "calibration.ageRange.shares"],
    ["calibration.noFace", null],
    ["calibration.noFace.weights.genderDoubt", null, "calibration.noFace.weights"],
    ["calibration.noFace.share", 0],
    ["trainingData", {}],
    ["trainingData.0.licence", undefined, "trainingData[0].licence"],
    ["trainingData.0.images", "many", "trainingData[0].images"],
    ["trainingData.0", null, "trainingData[0]"],
    ["files", []],
    ["files", undefined],
    ["files.0.path", undefined, "files[0].path"],
    ["files.0", null, "files[0]"],
    ["files.0.sha256", "ABC", "files[0].sha256"],
    ["files.0.bytes", 100, "files[0].bytes"],
    ["files.0.dtype", "int4", "files[0].dtype"],
    ["files.0.dtype", "toString", "files[0].dtype"],
    // The file has float32.
    ["files.0.dtype", "float16", "files[0].bytes"],
    ["files.0.dtype", "int8", "files[0].bytes"],
  ])("names the field when %s is %j", (changed, value, named = changed) => {
    const check = () => checkManifest(withField(changed, value));
    expect(check).toThrow(WeightsError);
    expect(check).toThrow(`Weights manifest, field "${named}"`);
  });

  it.each([null, "text", 3, undefined])("refuses %j, which is no object", (value) => {
    expect(() => checkManifest(value)).toThrow(WeightsError);
  });

  it("says how many bytes the architecture needs", () => {
    expect(() => checkManifest(withField("files.0.bytes", 100))).toThrow(
      new RegExp(`expected ${plain.files[0].bytes}.*received 100`),
    );
  });
});
