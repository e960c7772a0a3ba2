import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BoundingBox, FaceDetector } from "@fagr/core";
import { randomImage } from "@fagr/testing";
import { afterEach, beforeEach } from "@jest/globals";
import sharp from "sharp";
import type { FaceSample } from "../samples/face-sample";
import type { PrepareSource } from "./prepare-source";

/** A folder for each test. */
export function useFolder() {
  const place = { folder: "" };
  beforeEach(async () => {
    place.folder = await mkdtemp(join(tmpdir(), "fagr-crops-"));
  });
  afterEach(() => rm(place.folder, { recursive: true }));
  return place;
}

/** Writes a picture of 60x50, noise from a seed or one colour, and labels it. */
export async function writePicture(
  file: string,
  { seed, colour, ...labels }: { seed?: number; colour?: number } & Partial<FaceSample>,
): Promise<FaceSample> {
  const data = seed === undefined ? new Uint8Array(9000).fill(colour ?? 0) : randomImage(60, 50, seed).data;
  const png = sharp(data, { raw: { width: 60, height: 50, channels: 3 } }).png({ compressionLevel: 1 });
  await writeFile(file, await png.toBuffer());
  return { file, age: 30, gender: 1, domain: "asian", source: "as the reader says", ...labels };
}

/** Samples as a source named "test" below a folder. */
export function sourceOf(root: string, samples: readonly FaceSample[], name = "test"): PrepareSource {
  return { name, root, read: () => samples };
}

/** A detector that finds the same boxes in every picture, all with one score. */
export function detectorOf(...boxes: BoundingBox[]): FaceDetector {
  const nothing = async () => {};
  return {
    // What it finds decides about the crops, so it belongs to the name.
    name: `made-up ${JSON.stringify(boxes)}`,
    detect: async () => boxes.map((box) => ({ box, score: 0.9 })),
    dispose: nothing,
    [Symbol.asyncDispose]: nothing,
  };
}

/** A face in the middle of a picture of 60x50. */
export const centralBox: BoundingBox = { x: 10, y: 5, width: 40, height: 40 };
