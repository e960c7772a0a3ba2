import { describe, expect, it } from "@jest/globals";
import { readMegaAgeAsian } from "./megaage-asian";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const lists = {
  "list/train_name.txt": ["1.jpg", "2.jpg", "3.jpg"],
  "list/train_age.txt": ["25", "0", "61"],
  "list/test_name.txt": ["1.jpg"],
  "list/test_age.txt": ["40"],
};
const pictures = ["train/1.jpg", "train/3.jpg", "test/1.jpg"];
const common = { gender: null, domain: "asian", source: "MegaAge-Asian" };

describe("readMegaAgeAsian", () => {
  it("joins names and ages line by line", async () => {
    await tree.write(lists, pictures);
    const { samples, skipped } = await tree.read(readMegaAgeAsian);
    expect(samples).toEqual([
      { file: "train/1.jpg", age: 25, ...common },
      { file: "train/3.jpg", age: 61, ...common },
      { file: "test/1.jpg", age: 40, ...common },
    ]);
    expect(skipped).toEqual([{ file: "train/2.jpg", reason: expect.stringContaining("no such file") }]);
  });

  it("reads one part alone", async () => {
    await tree.write(lists, pictures);
    const { samples } = await tree.read(readMegaAgeAsian, { part: "test" });
    expect(samples.map(({ file }) => file)).toEqual(["test/1.jpg"]);
  });

  it.each([
    ["a missing list", { "list/train_age.txt": ["25"] }, /train_name\.txt.*cannot be read/],
    ["lists of different lengths", { ...lists, "list/train_age.txt": ["25"] }, /3 names.*1 lines/],
    ["an age of nobody", { ...lists, "list/train_age.txt": ["25", "1975", "61"] }, /train_age\.txt, line 2.*"1975"/],
    ["an age that is no number", { ...lists, "list/test_age.txt": ["old"] }, /test_age\.txt, line 1.*"old"/],
  ])("refuses %s", async (_what, files, message) => {
    await tree.write(files as Record<string, string[]>, pictures);
    await expect(tree.read(readMegaAgeAsian)).rejects.toThrow(message);
  });

  it("says when no listed picture is there", async () => {
    await tree.write(lists);
    await expect(tree.read(readMegaAgeAsian)).rejects.toThrow(/data-sets\.md/);
  });
});
