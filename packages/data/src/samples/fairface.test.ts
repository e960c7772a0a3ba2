import { describe, expect, it } from "@jest/globals";
import { readFairFace } from "./fairface";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const header = "file,age,gender,race,service_test";
const lists = {
  "fairface_label_train.csv": [
    header,
    "train/1.jpg,50-59,Male,East Asian,True",
    "train/2.jpg,30-39,Female,Indian,False",
    "train/3.jpg,3-9,Female,Southeast Asian,False",
    "train/4.jpg,20-29,Female,Black,False",
  ],
  "fairface_label_val.csv": [header, "val/1.jpg,more than 70,Male,Latino_Hispanic,False"],
};
const pictures = ["train/1.jpg", "train/2.jpg", "train/3.jpg", "val/1.jpg"];

describe("readFairFace", () => {
  it("reads age bands, genders, and domains by race", async () => {
    await tree.write(lists, pictures);
    const { samples, skipped } = await tree.read(readFairFace);
    const of = (ethnicity: string) => ({ age: null, source: "FairFace", groups: { ethnicity } });
    expect(samples).toEqual([
      { file: "train/1.jpg", ageBand: [50, 59], gender: 1, domain: "asian", ...of("East Asian") },
      { file: "train/2.jpg", ageBand: [30, 39], gender: 0, domain: "americanEuropean", ...of("Indian") },
      { file: "train/3.jpg", ageBand: [3, 9], gender: 0, domain: "asian", ...of("Southeast Asian") },
      { file: "val/1.jpg", ageBand: [70, 130], gender: 1, domain: "americanEuropean", ...of("Latino_Hispanic") },
    ]);
    expect(skipped).toEqual([{ file: "train/4.jpg", reason: expect.stringContaining("no such file") }]);
  });

  it("reads one part alone, in one domain", async () => {
    await tree.write(lists, pictures);
    const { samples } = await tree.read(readFairFace, { part: "train", domain: "asian" });
    expect(samples.map(({ domain }) => domain)).toEqual(["asian", "asian", "asian"]);
  });

  it.each([
    ["a spreadsheet's date for an age", "train/1.jpg,03-Sep,Male,White,True", /line 2.*age band.*"03-Sep"/],
    ["a band that runs backwards", "train/1.jpg,59-50,Male,White,True", /line 2.*"59-50"/],
    ["another gender", "train/1.jpg,50-59,1,White,True", /line 2.*Male or Female.*"1"/],
    ["another race", "train/1.jpg,50-59,Male,Asian,True", /line 2.*East Asian, Southeast Asian.*"Asian"/],
    ["a row that lacks a cell", "train/1.jpg,50-59,Male", /line 2/],
  ])("refuses %s", async (_what, line, message) => {
    await tree.write({ "fairface_label_val.csv": [header, line] }, pictures);
    await expect(tree.read(readFairFace, { part: "val" })).rejects.toThrow(message);
  });

  it("says which list is missing", async () => {
    await expect(tree.read(readFairFace)).rejects.toThrow(/fairface_label_train\.csv.*cannot be read/);
  });
});
