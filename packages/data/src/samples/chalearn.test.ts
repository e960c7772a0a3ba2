import { describe, expect, it } from "@jest/globals";
import { readChaLearn } from "./chalearn";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const common = { gender: null, domain: "americanEuropean", source: "ChaLearn LAP 2016" };

describe("readChaLearn", () => {
  it("finds the pictures in the parts' folders", async () => {
    await tree.write(
      {
        "train_gt.csv": ["image,mean,stdv", "000000.jpg,5.06,0.89", "000001.jpg,18.5,2.1", "000002.jpg,60,3"],
        "valid_gt.csv": ["image,mean,stdv", "004113.jpg,30.3,4.5"],
      },
      ["train_1/000000.jpg", "train_2/000001.jpg", "valid/004113.jpg"],
    );
    const { samples, skipped } = await tree.read(readChaLearn);
    expect(samples).toEqual([
      { file: "train_1/000000.jpg", age: 5.06, ...common },
      { file: "train_2/000001.jpg", age: 18.5, ...common },
      { file: "valid/004113.jpg", age: 30.3, ...common },
    ]);
    expect(skipped).toEqual([{ file: "train_1/000002.jpg", reason: expect.stringContaining("no such file") }]);
  });

  it("reads lists in gt and pictures in images, one part alone", async () => {
    await tree.write(
      { "gt/train_gt.csv": ["image,mean,stdv", "a.jpg,20,1"], "gt/test_gt.csv": ["image,mean,stdv", "b.jpg,21,1"] },
      ["images/train_1/a.jpg", "images/test/b.jpg"],
    );
    const { samples } = await tree.read(readChaLearn, { part: "test" });
    expect(samples).toEqual([{ file: "images/test/b.jpg", age: 21, ...common }]);
  });

  it("reads the lists of 2015: semicolons, no header, the parts' own names", async () => {
    await tree.write(
      { "Train.csv": ["image_1.jpg;20;4.2", "image_2.jpg;35.5;1"], "Reference.csv": ["image_9.jpg;60;3"] },
      ["Train/image_1.jpg", "Train/image_2.jpg", "Validation/image_9.jpg"],
    );
    const { samples } = await tree.read(readChaLearn);
    const source = "ChaLearn LAP 2015";
    expect(samples).toEqual([
      { file: "Train/image_1.jpg", age: 20, ...common, source },
      { file: "Train/image_2.jpg", age: 35.5, ...common, source },
      { file: "Validation/image_9.jpg", age: 60, ...common, source },
    ]);
    await tree.write({ "Train.csv": ["image_1.jpg;20;4.2", "image_2.jpg"] });
    await expect(tree.read(readChaLearn)).rejects.toThrow(/Train\.csv, line 2.*image_1\.jpg;20;4\.2/);
  });

  it("says what is wrong", async () => {
    await expect(tree.read(readChaLearn)).rejects.toThrow(/train_gt\.csv or valid_gt\.csv or test_gt\.csv/);
    await tree.write({ "valid_gt.csv": ["image,mean,stdv", "a.jpg,300,1"] }, ["valid/a.jpg"]);
    await expect(tree.read(readChaLearn)).rejects.toThrow(/valid_gt\.csv, line 2.*mean age.*"300"/);
  });
});
