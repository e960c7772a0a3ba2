import { describe, expect, it } from "@jest/globals";
import { readCelebA } from "./celeba";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const attributes = [
  "3",
  "5_o_Clock_Shadow Arched_Eyebrows Male Young ",
  "000001.jpg -1  1 -1  1",
  "000002.jpg -1 -1  1  1",
  "000003.jpg -1 -1 -1 -1",
];
const partition = ["000001.jpg 0", "000002.jpg 1", "000003.jpg 2"];
const pictures = ["000001.jpg", "000002.jpg", "000003.jpg"];
const common = { age: null, domain: "americanEuropean", source: "CelebA" };

describe("readCelebA", () => {
  it("reads the attribute Male, and nothing of ages", async () => {
    await tree.write(
      { "list_attr_celeba.txt": attributes },
      pictures.slice(0, 2).map((name) => `img_align_celeba/${name}`),
    );
    const { samples, skipped } = await tree.read(readCelebA);
    expect(samples).toEqual([
      { file: "img_align_celeba/000001.jpg", gender: 0, ...common },
      { file: "img_align_celeba/000002.jpg", gender: 1, ...common },
    ]);
    expect(skipped).toEqual([{ file: "img_align_celeba/000003.jpg", reason: expect.stringContaining("no such file") }]);
  });

  it.each(["train", "validation", "test"] as const)("reads the part %s in the archives' own folders", async (part) => {
    await tree.write(
      { "Anno/list_attr_celeba.txt": attributes, "Eval/list_eval_partition.txt": partition },
      pictures.map((name) => `Img/img_align_celeba/${name}`),
    );
    const { samples } = await tree.read(readCelebA, { part });
    const expected = pictures[["train", "validation", "test"].indexOf(part)];
    expect(samples.map(({ file }) => file)).toEqual([`Img/img_align_celeba/${expected}`]);
  });

  it("reads the copy with CSV files and a folder in the folder", async () => {
    await tree.write(
      {
        "list_attr_celeba.csv": ["image_id,Arched_Eyebrows,Male", "000001.jpg,1,-1", "000002.jpg,-1,1"],
        "list_eval_partition.csv": ["image_id,partition", "000001.jpg,0", "000002.jpg,2"],
      },
      pictures.map((name) => `img_align_celeba/img_align_celeba/${name}`),
    );
    const { samples } = await tree.read(readCelebA, { part: "test" });
    expect(samples).toEqual([{ file: "img_align_celeba/img_align_celeba/000002.jpg", gender: 1, ...common }]);
  });

  it("reads further attributes under the names that a network may have, from the list and from the CSV", async () => {
    const list = ["2", "Eyeglasses Male Wearing_Hat ", "000001.jpg -1  1 -1", "000002.jpg 1 -1  1"];
    await tree.write({ "list_attr_celeba.txt": list }, ["img_align_celeba/000001.jpg", "img_align_celeba/000002.jpg"]);
    const options = { attributes: ["Wearing_Hat", "Eyeglasses"] };
    const { samples } = await tree.read(readCelebA, options);
    expect(samples.map(({ gender, attributes }) => [gender, attributes])).toEqual([
      [1, { wearingHat: "no", eyeglasses: "no" }],
      [0, { wearingHat: "yes", eyeglasses: "yes" }],
    ]);
    await expect(tree.read(readCelebA, { attributes: ["Monocle"] })).rejects.toThrow(/Monocle among them, in line 2/);
  });

  it("reads the photos in the wild, also where the archive has a folder in the folder", async () => {
    await tree.write({ "Anno/list_attr_celeba.txt": attributes }, [
      "Img/img_celeba/img_celeba/000002.jpg",
      "Img/img_align_celeba/000001.jpg",
    ]);
    const { samples } = await tree.read(readCelebA, { images: "wild" });
    expect(samples).toEqual([{ file: "Img/img_celeba/img_celeba/000002.jpg", gender: 1, ...common }]);
  });

  it.each([
    ["no list", {}, /none of list_attr_celeba\.txt/],
    ["a list that is cut off", { "list_attr_celeba.txt": attributes.slice(0, 4) }, /announces 3.*2 rows/],
    ["a list without its header", { "list_attr_celeba.txt": attributes.slice(2) }, /names of the attributes/],
    [
      "a row that lacks values",
      { "list_attr_celeba.txt": ["1", "Male Young", "000001.jpg 1"] },
      /line 3.*2 attributes/,
    ],
    ["another value", { "list_attr_celeba.txt": ["1", "Male Young", "000001.jpg 0 1"] }, /line 3.*1 or -1.*"0"/],
    [
      "another part",
      { "list_attr_celeba.txt": attributes, "list_eval_partition.txt": ["000001.jpg 3"] },
      /line 1.*0, 1 or 2/,
    ],
  ])("refuses %s", async (_what, files, message) => {
    await tree.write(files as Record<string, string[]>, ["img_align_celeba/000001.jpg"]);
    await expect(tree.read(readCelebA, { part: "train" })).rejects.toThrow(message);
  });
});
