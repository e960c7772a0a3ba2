import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { itIfShared } from "@fagr/testing";
import { describe, expect, it } from "@jest/globals";
import { ageOnPhoto, readImdbWiki } from "./imdb-wiki";
import { readLabels } from "./labels-csv";
import { DataSetTree } from "./test-support/data-set-tree";

const tree = new DataSetTree();
const fixture = (name: string) => readFile(fileURLToPath(new URL(`./test-support/${name}`, import.meta.url)));
const pictures = [
  "17/10000217_1981-05-05_2009.jpg",
  "02/10002702_1960-11-09_2012.jpg",
  "00/1_1990-07-01_2010.jpg",
  "00/3_1970-01-01_2000.jpg",
  "00/4_1970-01-01_2000.jpg",
  "00/5_1970-01-01_2000.jpg",
  "00/6_0000-01-01_2000.jpg",
  "00/7_1970-01-01_2000.jpg",
];
const common = { domain: "americanEuropean", source: "WIKI" };

describe("readImdbWiki", () => {
  it("reads the MAT-file and leaves out what it does not trust", async () => {
    await tree.write({}, pictures);
    await tree.put("wiki.mat", await fixture("wiki.mat"));
    const { samples, skipped } = await tree.read(readImdbWiki);
    expect(samples).toEqual([
      { file: pictures[0], age: 28, gender: 1, ...common },
      { file: pictures[1], age: 51, gender: 0, ...common },
      { file: pictures[2], age: 20, gender: null, ...common },
      { file: pictures[7], age: 30, gender: 1, ...common },
    ]);
    expect(skipped).toEqual([
      { file: "00/2_1990-07-02_2010.jpg", reason: expect.stringContaining("no such file") },
      { file: pictures[3], reason: "no face was found" },
      { file: pictures[4], reason: "the face score 0.50 is below 1" },
      { file: pictures[5], reason: "a second face was found" },
      { file: pictures[6], reason: expect.stringContaining("no age of 0 to 100") },
    ]);
  });

  it("takes the file itself, a lower score and second faces", async () => {
    await tree.write(
      {},
      pictures.map((name) => `wiki_crop/${name}`),
    );
    await tree.put("wiki_crop/wiki.mat", await fixture("wiki.mat"));
    const { samples } = await tree.read(readImdbWiki, {
      path: "wiki_crop/wiki.mat",
      minimumFaceScore: 0.5,
      secondFace: true,
    });
    expect(samples.map(({ file }) => file)).toEqual(
      [0, 1, 2, 4, 5, 7].map((position) => `wiki_crop/${pictures[position]}`),
    );
  });

  it("says what is wrong", async () => {
    await expect(tree.read(readImdbWiki)).rejects.toThrow(/imdb\.mat or wiki\.mat/);
    await tree.put("imdb.mat", await fixture("kinds.mat"));
    await expect(tree.read(readImdbWiki)).rejects.toThrow(
      /structure named imdb or wiki, received the variables numbers/,
    );
  });
});

describe("ageOnPhoto", () => {
  // datenum(1990, 7, 1) is 727,015 in MATLAB.
  it.each([
    ["on the birthday", 727015, 2010, 20],
    ["a day before the birthday", 727016, 2010, 19],
    ["with a time of day", 727015.75, 2010, 20],
    ["of a photo before the birth", 727015, 1989, undefined],
    ["of a birth without a date", 0, 2010, undefined],
    ["of a date that is no number", Number.NaN, 2010, undefined],
  ])("is whole years at mid-year: %s", (_what, birth, photoTaken, age) => {
    expect(ageOnPhoto({ birth, photoTaken })).toBe(age);
  });

  itIfShared("is the age that others have worked out for pictures of WIKI", "data/wiki/labels.csv", async (labels) => {
    const wrong: string[] = [];
    let count = 0;
    for (const { file, age } of await readLabels(labels)) {
      const [, born, year] = /_(\d{4}-\d\d-\d\d)_(\d{4})\.jpg$/.exec(file) ?? [];
      const birth = Date.parse(born ?? "") / 86_400_000 + 719529;
      // Some dates of birth lack the day.
      if (age === null || Number.isNaN(birth)) continue;
      count++;
      if (ageOnPhoto({ birth, photoTaken: Number(year) }) !== age) wrong.push(file);
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(5000);
  });
});
