import { readFile } from "node:fs/promises";
import { InvalidArgumentError } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { parseDataSetSpec } from "./data-set-spec";
import { dataSetNames, readDataSet } from "./readers";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();

describe("parseDataSetSpec", () => {
  it.each(dataSetNames)("takes %s with a path", (name) => {
    expect(parseDataSetSpec(`${name}:data/x`)).toEqual({ name, path: "data/x", options: {} });
  });

  it.each([
    ["csv:C:\\data\\labels.csv", "C:\\data\\labels.csv", {}],
    ["csv:odd%3Fname%25?source=mine", "odd?name%", { source: "mine" }],
    ["imdb-wiki:wiki?minimumFaceScore=2.5&secondFace=true", "wiki", { minimumFaceScore: 2.5, secondFace: true }],
    ["adience:a?folds=0,3&images=faces&domain=asian", "a", { folds: [0, 3], images: "faces", domain: "asian" }],
    ["lfw:lfw?maleNames=m.txt&femaleNames=f.txt", "lfw", { maleNames: "m.txt", femaleNames: "f.txt" }],
  ])("reads %s", (spec, path, options) => {
    expect(parseDataSetSpec(spec)).toMatchObject({ path, options });
  });

  it.each([
    ["data/utkface", /NAME:PATH.*utkface/],
    ["utkface:", /NAME:PATH/],
    ["toString:x", /NAME:PATH/],
    ["utkface:x?part=train", /utkface has no option part.*domain/],
    ["utkface:x?toString=1", /no option toString/],
    ["celeba:x?part=valid", /train or validation or test.*part.*"valid"/],
    ["adience:x?folds=5", /folds of 0 to 4/],
    ["imdb-wiki:x?minimumFaceScore=high", /a number.*"high"/],
    ["imdb-wiki:x?secondFace=yes", /true or false/],
    ["utkface:x?domain=4/5", /a name of your own.*"4\/5"/],
  ])("refuses %s", (spec, message) => {
    const parse = () => parseDataSetSpec(spec);
    expect(parse).toThrow(InvalidArgumentError);
    expect(parse).toThrow(message);
  });
});

describe("the guide to data sets", () => {
  it("has a row for each name, and its options are known", async () => {
    const guide = await readFile(new URL("../../../../docs/guides/data-sets.md", import.meta.url), "utf8");
    const rows = [...guide.matchAll(/^\| \[`([a-z-]+)`\]\(#([a-z0-9-]+)\) +\|.*\|([^|]*)\|$/gm)];
    expect(rows.map(([, name]) => name).sort()).toEqual([...dataSetNames]);
    const anchors = [...guide.matchAll(/^## (.+)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(" ", "-"));
    for (const [, name, anchor, options = ""] of rows) {
      expect(anchors).toContain(anchor);
      for (const [, option, values = "x"] of options.matchAll(/`([a-zA-Z]+)`(?: = ([^;|]+))?/g))
        for (const value of option === "folds" ? [values.trim()] : values.split(", "))
          parseDataSetSpec(`${name}:x?${option}=${value.trim()}`);
    }
  });
});

describe("readDataSet", () => {
  it("reads the data set of a name with its options", async () => {
    await tree.write({}, ["18/111/1.jpg"]);
    const { name, options } = parseDataSetSpec("afad:.?domain=americanEuropean");
    const { samples } = await tree.read((path, others) => readDataSet(name, path, { ...options, ...others }));
    expect(samples).toEqual([{ file: "18/111/1.jpg", age: 18, gender: 1, domain: "americanEuropean", source: "AFAD" }]);
  });
});
