import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import type { FaceSample, SkippedSample } from "../samples/face-sample";
import { cropAt, indicesWhere, openCropSet } from "./crop-set";
import { mergeCropSets } from "./merge-crop-sets";
import { packCrops } from "./pack-crops";
import { splitCropSet } from "./split-crop-set";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-crops-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A picture of 40x40 in one colour. */
async function picture(name: string, colour: [number, number, number], age = 30): Promise<FaceSample> {
  const file = join(folder, name);
  const [r, g, b] = colour;
  await sharp({ create: { width: 40, height: 40, channels: 3, background: { r, g, b } } })
    .png()
    .toFile(file);
  return { file, age, gender: 1, domain: "asian", source: "test" };
}

async function pack(samples: FaceSample[], name = "packed") {
  const skipped: SkippedSample[] = [];
  const progress: number[] = [];
  await packCrops(samples, {
    folder: join(folder, name),
    size: 16,
    boxScale: 1.4,
    locateFace: async (_, { age }) => (age === 99 ? undefined : { x: 10, y: 10, width: 20, height: 20 }),
    onSkip: (skip) => skipped.push(skip),
    onProgress: (written) => progress.push(written),
  });
  return { skipped, progress, set: await openCropSet(join(folder, name)) };
}

describe("packCrops and openCropSet", () => {
  it("keeps crops and labels together and says what was left out", async () => {
    const red = await picture("red.png", [200, 10, 10]);
    const faceless = await picture("faceless.png", [0, 0, 0], 99);
    const broken = { ...red, file: join(folder, "broken.jpg") };
    await writeFile(broken.file, "no picture");
    const blue = await picture("blue.png", [10, 10, 200], 41);
    const { skipped, progress, set } = await pack([red, faceless, broken, blue]);
    expect(progress).toEqual([1, 2]);
    expect(skipped.map(({ file }) => file)).toEqual([faceless.file, broken.file]);
    expect(skipped[0]!.reason).toBe("no face found");
    expect(set.manifest.samples.map(({ file, age }) => [file, age])).toEqual([
      [red.file, 30],
      [blue.file, 41],
    ]);
    expect([...cropAt(set, 0).subarray(0, 3)]).toEqual([200, 10, 10]);
    expect([...cropAt(set, 1).subarray(-3)]).toEqual([10, 10, 200]);
    expect([...indicesWhere(set, ({ age }) => age === 41)]).toEqual([1]);
  });

  it("is the same byte for byte when packed again", async () => {
    const samples = [await picture("a.png", [1, 2, 3]), await picture("b.png", [4, 5, 6])];
    await pack(samples, "one");
    await pack(samples, "two");
    for (const name of ["crops.bin", "crops.json"])
      expect(await readFile(join(folder, "one", name))).toEqual(await readFile(join(folder, "two", name)));
  });

  it("refuses a folder that is missing, of another format or cut short", async () => {
    await expect(openCropSet(join(folder, "none"))).rejects.toThrow(/Pack them first/);
    await pack([await picture("a.png", [1, 2, 3])]);
    await truncate(join(folder, "packed", "crops.bin"), 100);
    await expect(openCropSet(join(folder, "packed"))).rejects.toThrow(/768 bytes, received 100/);
    await writeFile(join(folder, "packed", "crops.json"), '{"format":"other"}');
    await expect(openCropSet(join(folder, "packed"))).rejects.toThrow(/fagr-crops\/1/);
  });
});

describe("mergeCropSets and splitCropSet", () => {
  it("puts sets together and splits them by content", async () => {
    const one = await pack([await picture("a.png", [1, 2, 3], 20), await picture("b.png", [4, 5, 6])], "one");
    const two = await pack([await picture("copy-of-a.png", [1, 2, 3], 22), await picture("c.png", [7, 8, 9])], "two");
    const merged = mergeCropSets([one.set, two.set]);
    expect([...cropAt(merged, 3).subarray(0, 3)]).toEqual([7, 8, 9]);
    const { crops, training, validation } = splitCropSet(merged, { validationShare: 0 });
    expect([...training]).toEqual([0, 1, 3]);
    expect([...validation]).toEqual([]);
    expect(crops.manifest.samples[0]!.age).toBe(21);
  });

  it("refuses none and sets of different crops", async () => {
    const { set } = await pack([await picture("a.png", [1, 2, 3])]);
    expect(() => mergeCropSets([])).toThrow(/at least one/);
    expect(() => mergeCropSets([set, { ...set, manifest: { ...set.manifest, size: 20 } }])).toThrow(/same options/);
  });
});
