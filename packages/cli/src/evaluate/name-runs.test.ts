import type { Predictions } from "@fagr/evaluation";
import { describe, expect, test } from "@jest/globals";
import type { RunHeader } from "./describe-run";
import { nameRuns } from "./name-runs";

const run = ({
  model = "small",
  sha256 = "0123456789abcdef",
  ...changes
}: Omit<Partial<RunHeader>, "model"> & { model?: string; sha256?: string } = {}): Predictions & {
  header: RunHeader;
} => ({
  header: {
    model: { name: model, version: "0.1.0", sha256, manifestSha256: "ab", ages: [18, 65] },
    backend: "wasm",
    detector: "yunet 320",
    mirror: false,
    dataSet: "utkface:data/utkface",
    source: "UTKFace",
    selection: { part: "all", validationShare: 0.1, seed: 1 },
    pictures: 500,
    facesSha256: "f0",
    leftOut: {},
    ...changes,
  },
  records: [],
});

describe("names of runs", () => {
  test("one is named after its data set", () => {
    expect(nameRuns([run()])).toEqual(["UTKFace"]);
  });

  test("several are named after what tells them apart, and no more", () => {
    expect(nameRuns([run(), run({ source: "WIKI", dataSet: "imdb-wiki:data/wiki" })])).toEqual(["UTKFace", "WIKI"]);
    expect(nameRuns([run(), run({ backend: "webgpu" })])).toEqual(["wasm", "webgpu"]);
    expect(nameRuns([run({ mirror: true }), run()])).toEqual(["mirror averaged", "as it is"]);
    expect(
      nameRuns([run(), run({ model: "wide" }), run({ source: "WIKI" }), run({ source: "WIKI", model: "wide" })]),
    ).toEqual(["UTKFace, small 0.1.0", "UTKFace, wide 0.1.0", "WIKI, small 0.1.0", "WIKI, wide 0.1.0"]);
  });

  test("models of one name and version differ by their weights, and what is quite the same by its number", () => {
    expect(nameRuns([run(), run({ sha256: "fedcba9876543210" }), run()])).toEqual([
      "01234567",
      "fedcba98",
      "01234567 (2)",
    ]);
  });

  test("predictions from elsewhere, with less in their head, have names too", () => {
    const other = (name: string): Predictions => ({ header: { model: { name } }, records: [] });
    expect(nameRuns([other("human"), other("face-api")])).toEqual(["human", "face-api"]);
    expect(nameRuns([other("human")])).toEqual(["faces"]);
  });
});
