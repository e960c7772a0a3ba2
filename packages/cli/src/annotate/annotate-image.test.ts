import type { BoundingBox } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import sharp from "sharp";
import { type AnnotatedFace, annotateImage } from "./annotate-image";
import { annotationSoftware } from "./annotation-mark";

const grey = (width: number, height: number) => ({
  width,
  height,
  data: new Uint8Array(width * height * 3).fill(128),
});
const face = (box: BoundingBox): AnnotatedFace => ({
  box,
  age: 34.2,
  ageInterval: [28.1, 41.4],
  gender: "female",
  genderProbability: 0.97,
});

/** Rectangle of the pixels that are no longer grey. */
async function drawn(bytes: Buffer) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const changed = { left: info.width, top: info.height, right: -1, bottom: -1, pixels: 0 };
  for (let index = 0; index < info.width * info.height; index++) {
    if (data.subarray(index * 3, index * 3 + 3).every((value) => Math.abs(value - 128) < 8)) continue;
    const [x, y] = [index % info.width, Math.floor(index / info.width)];
    changed.left = Math.min(changed.left, x);
    changed.right = Math.max(changed.right, x);
    changed.top = Math.min(changed.top, y);
    changed.bottom = Math.max(changed.bottom, y);
    changed.pixels++;
  }
  return changed;
}

describe("annotateImage", () => {
  test.each(["png", "jpeg"] as const)("writes a %s of the same size that is known to be ours", async (format) => {
    const metadata = await sharp(
      await annotateImage(grey(320, 200), [face({ x: 90, y: 60, width: 80, height: 100 })], format),
    ).metadata();
    expect(metadata).toMatchObject({ format, width: 320, height: 200 });
    expect(metadata.exif?.includes(annotationSoftware)).toBe(true);
  });

  test("draws the box and a tag above it, and leaves the face alone", async () => {
    const bytes = await annotateImage(grey(320, 200), [face({ x: 90, y: 60, width: 80, height: 100 })], "png");
    const { left, top, bottom } = await drawn(bytes);
    expect(Math.abs(left - 90)).toBeLessThan(4);
    expect(Math.abs(bottom - 160)).toBeLessThan(4);
    expect(top).toBeLessThan(50);
    const inside = await sharp(bytes).extract({ left: 95, top: 65, width: 70, height: 90 }).png().toBuffer();
    expect((await drawn(inside)).pixels).toBe(0);
  });

  test("writes text as paths: the tag has dark letters without any font of the machine", async () => {
    const bytes = await annotateImage(grey(320, 200), [face({ x: 90, y: 60, width: 80, height: 100 })], "png");
    const { data } = await sharp(bytes)
      .extract({ left: 90, top: 20, width: 80, height: 30 })
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.filter((value) => value < 60).length).toBeGreaterThan(100);
  });

  test.each([
    [62, 62],
    [20, 30],
    [1200, 90],
  ])("stays inside a picture of %ix%i that is all face", async (width, height) => {
    const whole = { x: 0, y: 0, width, height };
    const metadata = await sharp(await annotateImage(grey(width, height), [face(whole)], "png")).metadata();
    expect(metadata).toMatchObject({ width, height });
  });

  test("without a face the picture is as it was", async () => {
    expect((await drawn(await annotateImage(grey(64, 48), [], "png"))).pixels).toBe(0);
  });
});
