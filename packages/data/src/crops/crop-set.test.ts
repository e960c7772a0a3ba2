import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type CropSet, cropAt, indicesWhere, loadIntoMemory } from "./crop-set";
import { mergeCropSets } from "./merge-crop-sets";
import { openCropSet } from "./open-crop-set";
import { prepareCrops } from "./prepare-crops";
import { splitCropSet } from "./split-crop-set";
import { centralBox, detectorOf, sourceOf, useFolder, writePicture } from "./test-pictures";

const place = useFolder();

/** Pictures of one colour each, packed as `name`. */
async function pack(name: string, pictures: { colour: number; age: number }[]) {
  const samples = [];
  for (const [index, picture] of pictures.entries())
    samples.push(await writePicture(join(place.folder, `${name}-${index}.png`), picture));
  const folder = join(place.folder, name);
  const detector = detectorOf(centralBox);
  await prepareCrops([sourceOf(place.folder, samples)], { folder, detector, size: 16, minimumSharpness: 0 });
  return folder;
}
const colours = (set: CropSet) => set.manifest.samples.map((_, index) => cropAt(set, index)[0]);

describe("openCropSet", () => {
  it("reads crops from their file, or from memory that threads share", async () => {
    const folder = await pack("one", [
      { colour: 10, age: 30 },
      { colour: 200, age: 41 },
    ]);
    const inFile = await openCropSet(folder);
    const inMemory = await openCropSet(folder, { inMemory: true, verify: true });
    expect("pixels" in inFile).toBe(false);
    if (!("pixels" in inMemory)) throw new Error("Expected pixels.");
    expect(inMemory.pixels.buffer).toBeInstanceOf(SharedArrayBuffer);
    for (const set of [inFile, inMemory, loadIntoMemory(inFile)]) {
      expect(colours(set)).toEqual([10, 200]);
      expect(cropAt(set, 1)).toHaveLength(768);
      expect([...indicesWhere(set, ({ age }) => age === 41)]).toEqual([1]);
    }
    // A worker is sent the set and reads from the file itself.
    expect(colours(structuredClone(inFile))).toEqual([10, 200]);
  });

  it("gives every crop its own bytes", async () => {
    const set = await openCropSet(
      await pack("one", [
        { colour: 10, age: 30 },
        { colour: 200, age: 41 },
      ]),
    );
    const first = cropAt(set, 0);
    cropAt(set, 1);
    expect(first[0]).toBe(10);
  });

  it("refuses a folder that is missing, of another format, cut short or changed", async () => {
    await expect(openCropSet(join(place.folder, "none"))).rejects.toThrow(/Prepare them first/);
    const folder = await pack("one", [{ colour: 10, age: 30 }]);
    const file = join(folder, "crops.bin");
    const bytes = await readFile(file);
    bytes[5]! ^= 1;
    await writeFile(file, bytes);
    await expect(openCropSet(folder, { verify: true })).rejects.toThrow(/changed or damaged/);
    const set = await openCropSet(folder);
    await truncate(file, 100);
    expect(() => cropAt(set, 0)).toThrow(/768 bytes at 0, received 100/);
    await expect(openCropSet(folder)).rejects.toThrow(/768 bytes, received 100/);
    await writeFile(join(folder, "crops.json"), '{"format":"fagr-crops/1"}');
    await expect(openCropSet(folder)).rejects.toThrow(/"fagr-crops\/2", received "fagr-crops\/1"/);
  });
});

describe("mergeCropSets and splitCropSet", () => {
  it("puts sets together wherever their crops are, and splits them by content", async () => {
    const one = await pack("one", [
      { colour: 1, age: 20 },
      { colour: 4, age: 30 },
    ]);
    const two = await pack("two", [
      { colour: 1, age: 22 },
      { colour: 7, age: 30 },
    ]);
    const merged = mergeCropSets([await openCropSet(one), await openCropSet(two, { inMemory: true })]);
    expect(colours(merged)).toEqual([1, 4, 1, 7]);
    const { crops, training, validation } = splitCropSet(merged, { validationShare: 0 });
    expect([...training]).toEqual([0, 1, 3]);
    expect([...validation]).toEqual([]);
    expect(crops.manifest.samples[0]!.age).toBe(21);
    expect(colours(crops)).toEqual([1, 4, 1, 7]);
    expect(colours(loadIntoMemory(crops))).toEqual([1, 4, 1, 7]);
  });

  it("refuses none and sets of different crops", async () => {
    const set = await openCropSet(await pack("one", [{ colour: 1, age: 20 }]));
    expect(() => mergeCropSets([])).toThrow(/at least one/);
    const other: CropSet = { ...set, manifest: { ...set.manifest, size: 20 } };
    expect(() => mergeCropSets([set, other])).toThrow(/same options/);
  });
});
