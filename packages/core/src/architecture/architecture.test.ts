import { describe, expect, it } from "@jest/globals";
import { InvalidArgumentError } from "../errors";
import {
  type Architecture,
  ageClassCount,
  architectureNames,
  checkArchitecture,
  createArchitecture,
} from "./architecture";
import { mobileFaceNetRows } from "./tables";

describe("createArchitecture", () => {
  it("makes Table 2 of the document by default", () => {
    expect(createArchitecture()).toMatchObject({
      name: "mobilefacenet-62-0.75",
      inputSize: 62,
      widthMultiplier: 0.75,
      ageRange: [18, 65],
      rows: mobileFaceNetRows,
    });
    expect(ageClassCount(createArchitecture())).toBe(48);
  });

  it.each(architectureNames)("makes %s, which survives JSON", (name) => {
    const architecture = createArchitecture(name);
    expect(JSON.parse(JSON.stringify(architecture))).toEqual(architecture);
  });

  it("takes changes to any field and leaves the named architecture alone", () => {
    const changed = createArchitecture("age-gender-62", { name: "wide", widthMultiplier: 1, ageRange: [0, 100] });
    expect(changed).toEqual({ ...createArchitecture(), name: "wide", widthMultiplier: 1, ageRange: [0, 100] });
    expect(createArchitecture().widthMultiplier).toBe(0.75);
  });

  it("names the architectures that there are when it gets another name", () => {
    expect(() => createArchitecture("resnet" as "age-gender-62")).toThrow(
      /age-gender-62, mobilefacenet-112, original-authors.*"resnet"/,
    );
  });
});

describe("checkArchitecture", () => {
  const [first, ...others] = mobileFaceNetRows;
  const bottleneck = mobileFaceNetRows[2]!;
  const withRow = (row: object) => ({ rows: [{ ...first, ...row }, ...others] });

  it.each<[field: string, changes: object]>([
    ["name", { name: "" }],
    ["inputSize", { inputSize: 62.5 }],
    ["inputSize", { inputSize: 0 }],
    ["inputSize", { inputSize: "62" }],
    ["widthMultiplier", { widthMultiplier: 0 }],
    ["widthMultiplier", { widthMultiplier: Number.NaN }],
    ["widthMultiplier", { widthMultiplier: 9 }],
    ["expansionMultiplier", { expansionMultiplier: -1 }],
    ["ageRange", { ageRange: [65, 18] }],
    ["ageRange", { ageRange: [18.5, 65] }],
    ["ageRange", { ageRange: [18, 30, 65] }],
    ["ageRange", { ageRange: null }],
    ["rows", { rows: [] }],
    ["rows", { rows: "table" }],
    ["rows", { rows: mobileFaceNetRows.filter((row) => row.operator !== "globalDepthwiseConv") }],
    ["rows[0].operator", withRow({ operator: "conv5x5" })],
    ["rows[0].channels", withRow({ channels: 0 })],
    ["rows[0].repeats", withRow({ repeats: 1.5 })],
    ["rows[0].stride", withRow({ stride: 3 })],
    ["rows[0].fixedWidth", withRow({ fixedWidth: "yes" })],
    ["rows[1].expansion", { rows: [first, { ...bottleneck, expansion: undefined }] }],
    ["rows[1].operator", { rows: [first, null] }],
    ["firstDepthwise", { firstDepthwise: "both" }],
    ["residual", { residual: "always" }],
    ["embeddingActivation", { embeddingActivation: "prelu" }],
    ["taskBranch", { taskBranch: undefined }],
    ["taskBranch", { taskBranch: { dropout: 1, units: 128 } }],
    ["taskBranch", { taskBranch: { dropout: 0.2, units: 0 } }],
    ["batchNormEpsilon", { batchNormEpsilon: 0 }],
  ])("names the field %s of %j", (field, changes) => {
    const architecture = { ...createArchitecture(), ...changes } as Architecture;
    expect(() => checkArchitecture(architecture)).toThrow(InvalidArgumentError);
    expect(() => checkArchitecture(architecture)).toThrow(`Architecture field "${field}": expected`);
  });
});
