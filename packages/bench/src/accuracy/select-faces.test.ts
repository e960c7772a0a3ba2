import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { comparedAges, selectFaces } from "./select-faces";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-select-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A labelled folder; a picture's bytes are its content, which nobody decodes here. */
async function labelled(rows: readonly (readonly [file: string, content: string, labels: string])[]) {
  for (const [file, content] of rows) await writeFile(join(folder, file), content);
  const lines = rows.map(([file, , labels]) => `${file},${labels}`);
  await writeFile(join(folder, "labels.csv"), ["file,age,gender", ...lines, ""].join("\n"));
  return { name: "mine", spec: `csv:${join(folder, "labels.csv")}`, validationShare: 1 };
}

const everything = { limit: Number.POSITIVE_INFINITY, seed: 1, ageRange: comparedAges };
const files = (pictures: Awaited<ReturnType<typeof selectFaces>>) => pictures.map(({ sample }) => sample.file);

describe("selectFaces", () => {
  it("takes each picture once, and none outside the ages or without a label", async () => {
    const set = await labelled([
      ["child.jpg", "1", "9,1"],
      ["old.jpg", "2", "66,1"],
      ["young.jpg", "3", "18,"],
      ["ageless.jpg", "4", ",0"],
      ["nothing.jpg", "5", ","],
      ["copy-of-young.jpg", "3", "18,0"],
      ["one-says-man.jpg", "6", "30,1"],
      ["one-says-woman.jpg", "6", "30,0"],
    ]);
    const pictures = await selectFaces(set, everything);
    expect(files(pictures)).toEqual(["young.jpg", "ageless.jpg"]);
    // What a copy knows besides is known.
    expect(pictures[0]!.sample).toMatchObject({ age: 18, gender: 0 });
  });

  it("samples by content: another seed others, the same seed the same, whatever the names and the order", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => [`${index}.jpg`, `picture ${index}`, "30,1"] as const);
    const set = await labelled(rows);
    const chosen = files(await selectFaces(set, { ...everything, limit: 10 }));
    expect(chosen).toHaveLength(10);
    expect(files(await selectFaces(set, { ...everything, limit: 10, seed: 2 }))).not.toEqual(chosen);
    const turned = await labelled([...rows].reverse());
    expect(files(await selectFaces(turned, { ...everything, limit: 10 })).sort()).toEqual([...chosen].sort());
  });

  it("measures the part that training leaves aside", async () => {
    const set = await labelled(
      Array.from({ length: 60 }, (_, index) => [`${index}.jpg`, `picture ${index}`, "30,1"] as const),
    );
    const held = await selectFaces({ ...set, validationShare: 0.25 }, everything);
    expect(held.length).toBeGreaterThan(5);
    for (const { sample } of held) expect(Number.parseInt(sample.digest.slice(0, 8), 16) / 2 ** 32).toBeLessThan(0.25);
  });
});
