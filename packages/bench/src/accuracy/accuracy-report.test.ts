import { measureFaces } from "@fagr/evaluation";
import { expect, it } from "@jest/globals";
import { accuracyReport } from "./accuracy-report";

const nothing = measureFaces([], { resamples: 0 });
const settings = {
  models: [
    { name: "fagr", version: "1.2.3", sha256: "0123456789abcdef" },
    { name: "face-api", version: "1.7.15" },
  ],
  detector: "yunet 320",
  jitter: { deviation: 0.03, repeats: 10, faces: 100 },
};
const set = {
  ...{ dataSet: "WIKI", validationShare: 0.1, faces: 507, missed: 2 },
  models: [{ model: "fagr", isOurs: true, isVariant: false, measurement: nothing, seniors: nothing, steadiness: null }],
};

it("says what was measured and with what, and has no heading over nothing", () => {
  const report = accuracyReport([set, { ...set, dataSet: "LFW", validationShare: 1, missed: 0 }], settings, "FIGURES");
  expect(report).toContain(
    "WIKI 507 faces, of the validation split (in 2 more pictures none was found); LFW 507 faces.",
  );
  expect(report).toContain("fagr, 1.2.3, SHA-256 01234567...; face-api, 1.7.15.");
  expect(report).toContain("10 boxes per face moved by 3 %");
  expect(report.indexOf("FIGURES")).toBeGreaterThan(report.indexOf("### Age"));
  expect(report).not.toContain("### By group");
});
