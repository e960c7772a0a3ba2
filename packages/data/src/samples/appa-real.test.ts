import { describe, expect, it } from "@jest/globals";
import { readAppaReal } from "./appa-real";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const header = "file_name,num_ratings,apparent_age_avg,apparent_age_std,real_age";
const lists = {
  "gt_avg_train.csv": [header, "000000.jpg,36,5.05555555556,0.9", "000001.jpg,38,18.5,2.1"].map((line, row) =>
    row === 0 ? line : `${line},${[4, 20][row - 1]}`,
  ),
  "gt_avg_valid.csv": [header, "004113.jpg,36,30.25,2,29"],
  "gt_avg_test.csv": [header, "005613.jpg,34,55,2,61"],
};
const pictures = [
  "train/000000.jpg",
  "train/000000.jpg_face.jpg",
  "train/000001.jpg_face.jpg",
  "valid/004113.jpg_face.jpg",
  "test/005613.jpg_face.jpg",
];
const common = { domain: "americanEuropean", source: "APPA-REAL" };

describe("readAppaReal", () => {
  it("reads real ages of all parts", async () => {
    await tree.write(lists, pictures);
    const { samples, skipped } = await tree.read(readAppaReal);
    expect(samples).toEqual([
      { file: "train/000000.jpg_face.jpg", age: 4, gender: null, ...common },
      { file: "train/000001.jpg_face.jpg", age: 20, gender: null, ...common },
      { file: "valid/004113.jpg_face.jpg", age: 29, gender: null, ...common },
      { file: "test/005613.jpg_face.jpg", age: 61, gender: null, ...common },
    ]);
    expect(skipped).toEqual([]);
  });

  it("reads apparent ages of one part, and the whole pictures", async () => {
    await tree.write(lists, pictures);
    const { samples, skipped } = await tree.read(readAppaReal, { part: "train", age: "apparent", images: "whole" });
    expect(samples).toEqual([{ file: "train/000000.jpg", age: 5.05555555556, gender: null, ...common }]);
    expect(skipped.map(({ file }) => file)).toEqual(["train/000001.jpg"]);
  });

  it("takes gender and domain from the categories where they are", async () => {
    const categories = [
      "file,gender,race,makeup,time,happiness",
      "000001.jpg,male,asian,nomakeup,modernphoto,happy",
      "000000.jpg,female,caucasian,nomakeup,modernphoto,slightlyhappy",
    ];
    await tree.write({ ...lists, "allcategories_train.csv": categories }, pictures);
    const { samples } = await tree.read(readAppaReal);
    expect(samples.map(({ gender, domain, groups }) => [gender, domain, groups])).toEqual([
      [0, "americanEuropean", { ethnicity: "caucasian" }],
      [1, "asian", { ethnicity: "asian" }],
      [null, "americanEuropean", undefined],
      [null, "americanEuropean", undefined],
    ]);
  });

  it.each([
    ["a missing list", { "gt_avg_train.csv": lists["gt_avg_train.csv"] }, /gt_avg_valid\.csv.*cannot be read/],
    [
      "another header",
      { ...lists, "gt_avg_train.csv": ["file_name,age", "a,1"] },
      /line 1.*without apparent_age_avg and real_age/,
    ],
    ["an age of nobody", { ...lists, "gt_avg_test.csv": [header, "a.jpg,1,2,3,-4"] }, /line 2.*real age.*"-4"/],
    [
      "another gender",
      { ...lists, "allcategories_train.csv": ["file,gender,race", "000000.jpg,?,asian"] },
      /allcategories_train\.csv, line 2.*male or female/,
    ],
  ])("refuses %s", async (_what, files, message) => {
    await tree.write(files as Record<string, string[]>, pictures);
    await expect(tree.read(readAppaReal)).rejects.toThrow(message);
  });
});
