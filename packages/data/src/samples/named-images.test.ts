import { describe, expect, it } from "@jest/globals";
import { readAgeDb } from "./agedb";
import { readFgNet } from "./fg-net";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();

describe("readAgeDb", () => {
  it("reads the labels from the names", async () => {
    await tree.write({}, [
      "0_MariaCallas_35_f.jpg",
      "1000_StephenHawking_1_m.jpg",
      "7_Nobody_200_m.jpg",
      "cover.jpg",
      "readme.txt",
    ]);
    const { samples, skipped } = await tree.read(readAgeDb);
    const common = { domain: "americanEuropean", source: "AgeDB" };
    expect(samples).toEqual([
      { file: "0_MariaCallas_35_f.jpg", age: 35, gender: 0, ...common },
      { file: "1000_StephenHawking_1_m.jpg", age: 1, gender: 1, ...common },
    ]);
    expect(skipped.map(({ file }) => file)).toEqual(["7_Nobody_200_m.jpg", "cover.jpg"]);
  });

  it("says when the folder is missing or another", async () => {
    await expect(tree.read(readAgeDb, { path: "none" })).rejects.toThrow(/cannot be read/);
    await tree.write({}, ["001A02.JPG"]);
    await expect(tree.read(readAgeDb)).rejects.toThrow(/number_name_age_gender\.jpg/);
  });
});

describe("readFgNet", () => {
  it.each(["", "images/"])("reads the age from the names in the folder %p", async (folder) => {
    await tree.write(
      {},
      ["001A02.JPG", "001A43a.JPG", "001A43b.JPG", "face.JPG"].map((name) => folder + name),
    );
    const { samples, skipped } = await tree.read(readFgNet);
    const common = { gender: null, domain: "americanEuropean", source: "FG-NET" };
    expect(samples).toEqual([
      { file: `${folder}001A02.JPG`, age: 2, ...common },
      { file: `${folder}001A43a.JPG`, age: 43, ...common },
      { file: `${folder}001A43b.JPG`, age: 43, ...common },
    ]);
    expect(skipped.map(({ file }) => file)).toEqual([`${folder}face.JPG`]);
  });

  it("says when the folder holds no such picture", async () => {
    await tree.write({}, ["0_MariaCallas_35_f.jpg"]);
    await expect(tree.read(readFgNet)).rejects.toThrow(/001A02\.JPG/);
  });
});
