import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readLfw } from "./lfw";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const pictures = [
  "lfw/Tara_Kirk/Tara_Kirk_0001.jpg",
  "lfw/Tara_Kirk/Tara_Kirk_0002.jpg",
  "lfw/Aaron_Eckhart/Aaron_Eckhart_0001.jpg",
  "lfw/Jamie_Lee/Jamie_Lee_0001.jpg",
];

describe("readLfw", () => {
  it("reads genders from lists of pictures beside the people", async () => {
    await tree.write(
      {
        "female_names.txt": ["Tara_Kirk_0001.jpg", "Tara_Kirk_0002.jpg"],
        "male_names.txt": ["Aaron_Eckhart_0001.jpg"],
      },
      pictures,
    );
    const { samples, skipped } = await tree.read(readLfw, { path: "lfw" });
    const common = { age: null, domain: "americanEuropean", source: "LFW" };
    expect(samples).toEqual([
      { file: pictures[2], gender: 1, ...common },
      { file: pictures[0], gender: 0, ...common },
      { file: pictures[1], gender: 0, ...common },
    ]);
    expect(skipped).toEqual([{ file: pictures[3], reason: expect.stringContaining("neither list") }]);
  });

  it("takes lists of people, paths and counts, and a picture's own line before its person's", async () => {
    await tree.write(
      {
        "lists/women.txt": ["Tara_Kirk\t2", "Jamie_Lee"],
        "lists/men.txt": ["Aaron_Eckhart/Aaron_Eckhart_0001.jpg", "Jamie_Lee", "Tara_Kirk_0002.jpg"],
      },
      pictures,
    );
    const { samples, skipped } = await tree.read(readLfw, {
      path: "lfw",
      femaleNames: join(tree.folder, "lists/women.txt"),
      maleNames: join(tree.folder, "lists/men.txt"),
    });
    expect(samples.map(({ file, gender }) => [file, gender])).toEqual([
      [pictures[2], 1],
      [pictures[1], 1],
    ]);
    // Tara Kirk's second picture makes her a man in one list and a woman in the other: her first is left out.
    expect(skipped.map(({ file }) => file)).toEqual([pictures[3], pictures[0]]);
  });

  it("says what is missing", async () => {
    await expect(tree.read(readLfw, { path: "lfw" })).rejects.toThrow(/folder of LFW's people.*cannot be read/);
    await tree.write({ "female_names.txt": ["Nobody_0001.jpg"] }, pictures);
    await expect(tree.read(readLfw, { path: "lfw" })).rejects.toThrow(/Expected male_names\.txt/);
    await tree.write({ "male_names.txt": ["Somebody_0001.jpg"] });
    await expect(tree.read(readLfw, { path: "lfw" })).rejects.toThrow(/people in the lists/);
  });
});
