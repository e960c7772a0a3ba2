import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { itIfShared } from "@fagr/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { FaceSample, SkippedSample } from "./face-sample";
import { type LabelledCsvOptions, readLabelledCsv } from "./labelled-csv";
import { type HashedSample, splitByContent } from "./split";
import { readUtkFace } from "./utkface";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-samples-"));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text = name) => writeFile(join(folder, name), text);
async function collect(samples: AsyncIterable<FaceSample>): Promise<FaceSample[]> {
  const all: FaceSample[] = [];
  for await (const sample of samples) all.push(sample);
  return all;
}

describe("readUtkFace", () => {
  it("reads the labels from the names, with our gender order", async () => {
    await write("26_1_2_20170116174525125.jpg.chip.jpg");
    await write("61_0_0_20170109142408075.jpg.chip.jpg");
    await write("39_1_20170116174525125.jpg.chip.jpg");
    await write("notes.txt");
    const skipped: SkippedSample[] = [];
    const samples = await collect(readUtkFace(folder, { onSkip: (skip) => skipped.push(skip) }));
    expect(samples.map(({ age, gender, domain, groups }) => [age, gender, domain, groups])).toEqual([
      [26, 0, "asian", { ethnicity: "Asian" }],
      [61, 1, "americanEuropean", { ethnicity: "White" }],
    ]);
    expect(skipped.map(({ file }) => file)).toEqual([join(folder, "39_1_20170116174525125.jpg.chip.jpg")]);
  });

  it("says when the folder is missing or holds no such file", async () => {
    await expect(collect(readUtkFace(join(folder, "none")))).rejects.toThrow(/cannot be read/);
    await write("readme.txt");
    await expect(collect(readUtkFace(folder))).rejects.toThrow(/age_gender_race_date/);
  });
});

describe("readUtkFace on the set itself", () => {
  itIfShared("reads all but the three names that lack a field", "data/utkface", async (path) => {
    const skipped: SkippedSample[] = [];
    const samples = await collect(readUtkFace(path, { onSkip: (skip) => skipped.push(skip) }));
    expect(skipped).toHaveLength(3);
    expect(samples.length + 3).toBe((await readdir(path)).length);
  });
});

describe("readLabelledCsv", () => {
  it("reads columns in any order and leaves blanks unknown", async () => {
    await write("a.jpg");
    await write("b.jpg");
    await write("labels.csv", "gender,domain,file,age\n1,x,a.jpg,\n,x,b.jpg,34\n0,x,gone.jpg,20\n");
    const skipped: SkippedSample[] = [];
    const samples = await collect(
      readLabelledCsv(join(folder, "labels.csv"), { source: "mine", onSkip: (skip) => skipped.push(skip) }),
    );
    expect(samples).toEqual([
      { file: join(folder, "a.jpg"), age: null, gender: 1, domain: "americanEuropean", source: "mine" },
      { file: join(folder, "b.jpg"), age: 34, gender: null, domain: "americanEuropean", source: "mine" },
    ]);
    expect(skipped).toEqual([{ file: join(folder, "gone.jpg"), reason: expect.stringContaining("no such file") }]);
  });

  it("takes a folder with a labels.csv, and domains from its rows unless told otherwise", async () => {
    await write("a.jpg");
    await write("b.jpg");
    await write("labels.csv", "file,age,gender,domain\na.jpg,20,1,asian\nb.jpg,34,,\n");
    const domains = async (options?: LabelledCsvOptions) =>
      (await collect(readLabelledCsv(folder, options))).map(({ domain }) => domain);
    expect(await domains()).toEqual(["asian", "americanEuropean"]);
    expect(await domains({ domain: "asian" })).toEqual(["asian", "asian"]);
    await write("labels.csv", "file,age,gender,domain\na.jpg,20,1,asian\nb.jpg,34,,flickr\n");
    expect(await domains()).toEqual(["americanEuropean", "americanEuropean"]);
  });
});

describe("readLabelledCsv with absolute paths", () => {
  it("takes pictures where the table says that they are, and reports those that are not there", async () => {
    await write("a.jpg");
    await mkdir(join(folder, "lists"));
    await write("lists/labels.csv", `file,age\n${join(folder, "a.jpg")},20\n${join(folder, "gone.jpg")},30\n`);
    const skipped: SkippedSample[] = [];
    const samples = await collect(
      readLabelledCsv(join(folder, "lists/labels.csv"), { onSkip: (skip) => skipped.push(skip) }),
    );
    expect(samples.map(({ file, age }) => [file, age])).toEqual([[join(folder, "a.jpg"), 20]]);
    expect(skipped.map(({ file }) => file)).toEqual([join(folder, "gone.jpg")]);
  });
});

describe("readUtkFace of the photos in the wild", () => {
  it("reads the three parts in their order", async () => {
    for (const part of ["part1", "part2", "part3"]) await mkdir(join(folder, part));
    await write("part2/30_0_1_20170117.jpg");
    await write("part1/26_1_2_20170116174525125.jpg");
    await write("part3/61_1_20170109150557335.jpg");
    const skipped: SkippedSample[] = [];
    const samples = await collect(readUtkFace(folder, { onSkip: (skip) => skipped.push(skip) }));
    expect(samples.map(({ file, age }) => [file.slice(folder.length + 1), age])).toEqual([
      [join("part1", "26_1_2_20170116174525125.jpg"), 26],
      [join("part2", "30_0_1_20170117.jpg"), 30],
    ]);
    expect(skipped).toHaveLength(1);
  });
});

describe("splitByContent", () => {
  const sample = (digest: string, age: number | null, gender: 0 | 1 | null = 1): HashedSample => ({
    file: `${digest}-${age}-${gender}`,
    age,
    gender,
    digest,
    domain: "asian",
    source: "x",
  });

  it("keeps one of identical images, merges labels and drops contradictions", () => {
    const skipped: SkippedSample[] = [];
    const { training, validation } = splitByContent(
      [
        sample("ff1", 20),
        sample("ff1", 22, null),
        sample("ff2", 20),
        sample("ff2", 40),
        sample("ff3", 5, 0),
        sample("ff3", 5, 1),
        sample("ff4", null),
      ],
      { validationShare: 0, onSkip: (skip) => skipped.push(skip) },
    );
    expect(validation).toEqual([]);
    expect(training.map(({ index, age, gender }) => [index, age, gender])).toEqual([
      [0, 21, 1],
      [6, null, 1],
    ]);
    expect(skipped.map(({ reason }) => reason)).toEqual([
      expect.stringContaining("identical to"),
      ...new Array(4).fill(expect.stringContaining("contradict")),
    ]);
  });

  it("decides by the content alone, about as often as asked", () => {
    const digests = Array.from({ length: 2000 }, (_, index) =>
      (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0"),
    );
    const all = digests.map((digest) => sample(digest, 30));
    const validation = new Set(splitByContent(all, { validationShare: 0.1 }).validation.map(({ digest }) => digest));
    expect(validation.size).toBeGreaterThan(150);
    expect(validation.size).toBeLessThan(250);
    const half = splitByContent(all.slice(0, 1000).reverse(), { validationShare: 0.1 });
    for (const { digest } of half.validation) expect(validation.has(digest)).toBe(true);
    for (const { digest } of half.training) expect(validation.has(digest)).toBe(false);

    const digestsOf = (trainingShare: number) => {
      const split = splitByContent(all, { validationShare: 0.1, trainingShare });
      expect(new Set(split.validation.map(({ digest }) => digest))).toEqual(validation);
      return split.training.map(({ digest }) => digest);
    };
    const [quarter, threeQuarters] = [digestsOf(0.25), digestsOf(0.75)];
    expect(quarter.length).toBeGreaterThan(400);
    expect(quarter.length).toBeLessThan(600);
    expect(new Set(threeQuarters)).toEqual(new Set([...threeQuarters, ...quarter]));
  });

  it("keeps all pictures of a person on one side, but not of namesakes in other data sets", () => {
    const all = Array.from({ length: 3000 }, (_, index) => ({
      ...sample(createHash("sha256").update(`${index}`).digest("hex"), 30),
      person: `person ${index % 200}`,
      source: index < 1500 ? "x" : "y",
    }));
    const { training, validation } = splitByContent(all, { validationShare: 0.2 });
    const personsOf = (part: typeof training) => new Set(part.map(({ source, person }) => `${source}/${person}`));
    const seen = personsOf(training);
    const held = personsOf(validation);
    expect(held.size).toBeGreaterThan(50);
    expect(held.size).toBeLessThan(110);
    for (const person of held) expect(seen.has(person)).toBe(false);
    const inBoth = [...held].filter((name) => held.has(name.replace(/^x/, "y")) && name.startsWith("x"));
    expect(inBoth.length).toBeLessThan([...held].filter((name) => name.startsWith("x")).length);
  });
});
