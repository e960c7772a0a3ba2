import { describe, expect, it } from "@jest/globals";
import { readLag } from "./lag";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const pictures = [
  "50_cent/1382085219_084_2.png",
  "50_cent/y/1382085219_084_1.png",
  "adele/Maggio_04623_2.png",
  "adele/y/Maggio_04623_1.png",
  "aaliyah/y/Gennaio_02605_1.png",
];
const lists = {
  "README.txt": ["The Large Age-Gap (LAG) database"],
  "male_names.txt": ["50_cent"],
  "female_names.txt": ["adele"],
};

describe("readLag", () => {
  it("reads adults and, in the folders y, the young", async () => {
    await tree.write(lists, pictures);
    const { samples, skipped } = await tree.read(readLag);
    expect(samples).toEqual(
      [
        { file: pictures[0], gender: 1 },
        { file: pictures[1], gender: 1 },
        { file: pictures[2], gender: 0 },
        { file: pictures[3], gender: 0 },
      ].map((sample) => ({ ...sample, age: null, domain: "americanEuropean", source: "LAG" })),
    );
    expect(skipped).toEqual([{ file: pictures[4], reason: expect.stringContaining("neither list") }]);
  });

  it.each([
    ["young", [pictures[1], pictures[3]]],
    ["old", [pictures[0], pictures[2]]],
  ] as const)("reads the %s alone", async (part, expected) => {
    await tree.write(lists, pictures);
    const { samples } = await tree.read(readLag, { part });
    expect(samples.map(({ file }) => file)).toEqual(expected);
  });

  it("says that the set has no genders", async () => {
    await tree.write({}, pictures);
    await expect(tree.read(readLag)).rejects.toThrow(/female_names\.txt.*come without genders/);
  });
});
