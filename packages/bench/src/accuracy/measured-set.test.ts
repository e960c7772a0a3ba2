import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { findMeasuredSets, parseMeasuredSet } from "./measured-set";

describe("findMeasuredSets", () => {
  it("finds the sets that are there; what training saw in part is measured in part", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fagr-sets-"));
    await mkdir(join(folder, "utkface"));
    await mkdir(join(folder, "lfw-dev"));
    await writeFile(join(folder, "lfw-dev/labels.csv"), "file,age,gender\n");
    expect(findMeasuredSets(folder)).toEqual([
      { name: "UTKFace", spec: `utkface:${join(folder, "utkface")}`, validationShare: 0.1 },
      { name: "LFW-dev", spec: `csv:${join(folder, "lfw-dev/labels.csv")}`, validationShare: 1 },
    ]);
    await rm(folder, { recursive: true });
  });
});

describe("parseMeasuredSet", () => {
  it("takes a name, a reader, a path and the reader's options", () => {
    expect(parseMeasuredSet("FairFace=fairface:data/fair?part=val")).toEqual({
      name: "FairFace",
      spec: "fairface:data/fair?part=val",
      validationShare: 1,
    });
    expect(parseMeasuredSet("lfw:C:/lfw", 0.2)).toEqual({ name: "lfw", spec: "lfw:C:/lfw", validationShare: 0.2 });
  });

  it("refuses what names no reader", () => {
    expect(() => parseMeasuredSet("data/lfw")).toThrow(/name=reader:path/);
  });
});
