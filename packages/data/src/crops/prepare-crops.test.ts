import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RgbImage } from "@fagr/core";
import { loadImage } from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";
import { describe, expect, it } from "@jest/globals";
import type { FaceSample } from "../samples/face-sample";
import { cropAt } from "./crop-set";
import type { DroppedSample } from "./dropped-sample";
import { openCropSet } from "./open-crop-set";
import { type PrepareOptions, prepareCrops } from "./prepare-crops";
import type { PrepareProgress } from "./prepare-progress";
import { centralBox, detectorOf, sourceOf, useFolder, writePicture } from "./test-pictures";

const place = useFolder();
const data = (name: string) => join(place.folder, name);
const options = (changes: Partial<PrepareOptions> = {}): PrepareOptions => ({
  folder: data("packed"),
  size: 16,
  detector: detectorOf(centralBox),
  ...changes,
});
async function dropped(folder = data("packed")): Promise<DroppedSample[]> {
  const text = await readFile(join(folder, "dropped.jsonl"), "utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe("prepareCrops", () => {
  it("packs the box with its surroundings, in order, with labels, counts and digests", async () => {
    const first = await writePicture(data("b.png"), { seed: 1, age: 20, gender: 0 });
    const second = await writePicture(data("a.png"), { seed: 2, age: null, domain: "americanEuropean" });
    const manifest = await prepareCrops([sourceOf(place.folder, [first, second])], options());
    const set = await openCropSet(data("packed"), { verify: true });
    expect(set.manifest).toEqual(manifest);
    expect(manifest.samples).toEqual([
      {
        file: "b.png",
        age: 20,
        gender: 0,
        domain: "asian",
        source: "test",
        digest: createHash("sha256")
          .update(await readFile(first.file))
          .digest("hex"),
        sharpness: expect.any(Number),
      },
      expect.objectContaining({ file: "a.png", age: null, domain: "americanEuropean" }),
    ]);
    // 1.4 boxes of 40 pixels are 56, so 8 more on every side.
    const box = { x: 2, y: -3, width: 56, height: 56 };
    const expected = cropAndResize(await loadImage(second.file), { box, width: 16, height: 16 });
    expect([...cropAt(set, 1)]).toEqual([...expected.data]);
    const { counts } = manifest;
    expect(counts).toMatchObject({ kept: 2, dropped: 0, byGender: { female: 1, male: 1, unknown: 0 } });
    expect(counts.byAgeAndDomain["18-20"]).toEqual({ asian: 1, americanEuropean: 0 });
    expect(counts.byAgeAndDomain.unknown).toEqual({ asian: 0, americanEuropean: 1 });
  });

  it("is alone in its folder until it is done", async () => {
    const pictures: FaceSample[] = [];
    for (let seed = 0; seed < 4; seed++) pictures.push(await writePicture(data(`${seed}.png`), { seed, age: 20 }));
    const both = await Promise.allSettled(
      [0, 1].map(() => prepareCrops([sourceOf(place.folder, pictures)], options())),
    );
    const refused = both.filter((result) => result.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(["FOLDER_LOCKED"]);
    expect((await openCropSet(data("packed"), { verify: true })).manifest.samples).toHaveLength(4);
  });

  it("lists and counts everything that it leaves out", async () => {
    const good = await writePicture(data("good.png"), { seed: 1, age: 20 });
    const copy = await writePicture(data("copy.png"), { seed: 1, age: 22 });
    const odd = await writePicture(data("odd.png"), { seed: 2, age: 20 });
    const oddCopy = await writePicture(data("odd-copy.png"), { seed: 2, age: 60 });
    const blurry = await writePicture(data("blurry.png"), { colour: 90 });
    const broken = { ...good, file: data("broken.png") };
    await writeFile(broken.file, "no picture");
    const gone = { ...good, file: data("gone.png") };
    const source = {
      ...sourceOf(place.folder, []),
      read: function* ({ onSkip }: { onSkip?: (skip: { file: string; reason: string }) => void }) {
        onSkip?.({ file: data("notes.txt"), reason: "no label" });
        yield* [good, copy, odd, oddCopy, blurry, broken, gone];
      },
    };
    const { counts, samples } = await prepareCrops([source], options());
    expect(samples.map(({ file, age }) => [file, age])).toEqual([["good.png", 21]]);
    const list = await dropped();
    expect(list.map(({ file, reason }) => [file, reason])).toEqual([
      ["notes.txt", "notASample"],
      ["gone.png", "unreadable"],
      ["copy.png", "identical"],
      ["odd.png", "contradictingLabels"],
      ["odd-copy.png", "contradictingLabels"],
      ["blurry.png", "tooBlurry"],
      ["broken.png", "unreadable"],
    ]);
    expect(list[2]!.detail).toBe("identical to good.png of test");
    expect(list[5]).toMatchObject({ sharpness: 0, box: [10, 5, 40, 40], source: "test" });
    expect(JSON.stringify(list)).not.toContain(place.folder);
    expect(counts.bySource.test).toEqual({
      kept: 1,
      dropped: { notASample: 1, unreadable: 2, identical: 1, contradictingLabels: 2, tooBlurry: 1 },
    });
  });

  it("leaves out pictures without a face, with a rival face, or with too small a face", async () => {
    const sample = await writePicture(data("a.png"), { seed: 1 });
    const other = await writePicture(data("b.png"), { seed: 2 });
    const reasonWith = async (detector: PrepareOptions["detector"], more: Partial<PrepareOptions> = {}) => {
      // The other picture is found by its size alone, so that one is always left.
      const found: PrepareOptions["detector"] = detector && {
        ...detector,
        detect: async (image: RgbImage) =>
          image.data[0] === otherPixel ? [{ box: centralBox, score: 1 }] : detector.detect(image),
      };
      await prepareCrops(
        [sourceOf(place.folder, [sample, other])],
        options({ detector: found, overwrite: true, ...more }),
      );
      return (await dropped()).map(({ reason }) => reason);
    };
    const otherPixel = (await loadImage(other.file)).data[0];
    const [left, right] = [
      { x: 0, y: 5, width: 36, height: 36 },
      { x: 26, y: 5, width: 34, height: 36 },
    ];
    expect(await reasonWith(detectorOf())).toEqual(["noFace"]);
    expect(await reasonWith(detectorOf({ x: 70, y: 60, width: 40, height: 40 }))).toEqual(["noFace"]);
    expect(await reasonWith(detectorOf(left, right))).toEqual(["severalFaces"]);
    expect(await reasonWith(detectorOf(left, right), { largestRival: Number.POSITIVE_INFINITY })).toEqual([]);
    expect(await reasonWith(detectorOf(centralBox, { x: 0, y: 0, width: 12, height: 12 }))).toEqual([]);
    expect(await reasonWith(detectorOf({ x: 20, y: 10, width: 24, height: 40 }))).toEqual(["tooSmall"]);
    expect(await reasonWith(detectorOf({ x: 20, y: 10, width: 24, height: 40 }), { minimumSize: 20 })).toEqual([]);
  });

  it("takes pictures whole without a detector, and pictures that are inside other files", async () => {
    const { file, ...labels } = await writePicture(data("a.png"), { seed: 1 });
    const inside = { ...labels, bytes: new Uint8Array(await readFile(file)), file: data("faces.tfrecord#0") };
    const manifest = await prepareCrops([sourceOf(place.folder, [inside])], options({ detector: null, boxScale: 1 }));
    expect([manifest.detector, manifest.samples[0]!.file]).toEqual([null, "faces.tfrecord#0"]);
    const set = await openCropSet(data("packed"));
    const whole = cropAndResize(await loadImage(file), {
      box: { x: 0, y: 0, width: 60, height: 50 },
      width: 16,
      height: 16,
    });
    expect([...cropAt(set, 0)]).toEqual([...whole.data]);
  });

  it("puts sources together, finds copies across them, and names files below each root", async () => {
    const one = await writePicture(data("one.png"), { seed: 1, gender: null });
    const two = await writePicture(data("two.png"), { seed: 2, gender: 0 });
    const again = await writePicture(data("again.png"), { seed: 1, gender: 0 });
    const sources = [
      sourceOf(place.folder, [one], "first"),
      sourceOf(join(place.folder, ".."), [two, again], "second"),
    ];
    const { samples, counts } = await prepareCrops(sources, options());
    const below = place.folder.split("/").at(-1);
    expect(samples.map(({ file, source, gender }) => [file, source, gender])).toEqual([
      ["one.png", "first", 0],
      [`${below}/two.png`, "second", 0],
    ]);
    expect(counts.bySource).toEqual({
      first: { kept: 1, dropped: {} },
      second: { kept: 1, dropped: { identical: 1 } },
    });
  });

  it("tells how far it is", async () => {
    const samples = [];
    for (let seed = 0; seed < 5; seed++) samples.push(await writePicture(data(`${seed}.png`), { seed }));
    const reports: PrepareProgress[] = [];
    await prepareCrops([sourceOf(place.folder, samples)], options({ onProgress: (report) => reports.push(report) }));
    const cutting = reports.filter(({ phase }) => phase === "cutting");
    expect(reports.filter(({ phase }) => phase === "reading").map(({ done }) => done)).toEqual([1, 2, 3, 4, 5]);
    expect(cutting.map(({ done, total, kept }) => [done, total, kept])).toEqual(
      [0, 1, 2, 3, 4, 5].map((count) => [count, 5, count]),
    );
    expect(cutting.at(-1)!.secondsLeft).toBe(0);
  });

  it("refuses what makes no sense, and says which option", async () => {
    const sample = await writePicture(data("a.png"), { seed: 1 });
    const source = sourceOf(place.folder, [sample]);
    await expect(prepareCrops([], options())).rejects.toThrow(/at least one source/);
    await expect(prepareCrops([source, source], options())).rejects.toThrow(/"test" twice/);
    await expect(prepareCrops([source], options({ size: 0 }))).rejects.toThrow(/size to be a whole number/);
    await expect(prepareCrops([source], options({ boxScale: 0.5 }))).rejects.toThrow(/boxScale/);
    await expect(prepareCrops([source], options({ imagesAtOnce: 1.5 }))).rejects.toThrow(/imagesAtOnce/);
    await expect(prepareCrops([source], options({ largestRival: -1 }))).rejects.toThrow(/largestRival/);
    await expect(prepareCrops([source], options({ detector: detectorOf() }))).rejects.toThrow(/all 1 pictures/);
  });

  it("does not take a detector that fails for a picture without a face", async () => {
    const sample = await writePicture(data("a.png"), { seed: 1 });
    const detect = async () => {
      throw new Error("the session is gone");
    };
    const detector = { ...detectorOf(), detect };
    await expect(prepareCrops([sourceOf(place.folder, [sample])], options({ detector }))).rejects.toThrow(
      /session is gone/,
    );
  });
});
