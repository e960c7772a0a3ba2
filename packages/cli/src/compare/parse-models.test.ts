import { describe, expect, it } from "@jest/globals";
import { parseModels } from "./parse-models";

describe("parseModels", () => {
  it("reads ours, manifests and others' files, with names", () => {
    expect(parseModels("ours,all-ages,mine=run/manifest.json,openvino:a.onnx,His = insightface:b:c.onnx")).toEqual([
      { kind: "ours" },
      { kind: "ours", file: "all-ages" },
      { name: "mine", kind: "ours", file: "run/manifest.json" },
      { kind: "openvino", file: "a.onnx" },
      { name: "His", kind: "insightface", file: "b:c.onnx" },
    ]);
  });

  it("takes a Windows path for a path", () => {
    expect(parseModels("C:\\run\\manifest.json")).toEqual([{ kind: "ours", file: "C:\\run\\manifest.json" }]);
  });

  it("says what it knows where it does not know a model", () => {
    for (const text of ["theirs", "deepface:a.onnx", "ours,,", "openvino:"])
      expect(() => parseModels(text)).toThrow(/openvino:FILE\.onnx/);
  });

  it("refuses one name twice", () => {
    expect(() => parseModels("ours,ours")).toThrow(/"ours" twice/);
    expect(() => parseModels("a=ours,a=all-ages")).toThrow(/"a" twice/);
  });
});
