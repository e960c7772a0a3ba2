import { mkdir, open, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BoundingBox, cropAndResize, loadImage, type RgbImage } from "@fagr/core";
import type { FaceSample, SkippedSample } from "../samples/face-sample";
import { type HashedSample, hashSample } from "../samples/split";
import { type CropSetManifest, cropBytes } from "./crop-set";

/** How to pack. */
export interface PackOptions {
  /** Folder to write crops.bin and crops.json to; made if missing. */
  readonly folder: string;
  /** Side of a crop, pixels. Default 88. */
  readonly size?: number;
  /** Side of a crop in boxes. Default 1.4: 20 % of the box on every side is kept for augmentation. */
  readonly boxScale?: number;
  /** Finds the face of a sample; undefined leaves the sample out as having none. */
  readonly locateFace: (image: RgbImage, sample: FaceSample) => Promise<BoundingBox | undefined>;
  readonly onSkip?: (skipped: SkippedSample) => void;
  /** Called after every sample with the number of crops written so far. */
  readonly onProgress?: (written: number) => void;
}

/**
 * Cuts the face out of every sample and packs the crops into one file, in the order of the samples. A crop keeps the
 * surroundings of the box, stretched with it to a square, so that training can shift, scale and turn what it sees.
 * `crops.json` is written last: a folder without it is unfinished.
 */
export async function packCrops(
  samples: AsyncIterable<FaceSample> | Iterable<FaceSample>,
  { folder, size = 88, boxScale = 1.4, locateFace, onSkip, onProgress }: PackOptions,
): Promise<CropSetManifest> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, "crops.bin"), "w");
  const packed: HashedSample[] = [];
  try {
    for await (const sample of samples) {
      const crop = await cropOf(sample).catch((error: Error) => {
        onSkip?.({ file: sample.file, reason: error.message });
        return undefined;
      });
      if (!crop) continue;
      await file.write(crop.pixels, 0, cropBytes(size), packed.length * cropBytes(size));
      packed.push(crop.sample);
      onProgress?.(packed.length);
    }
  } finally {
    await file.close();
  }
  const manifest: CropSetManifest = { format: "fagr-crops/1", size, boxScale, samples: packed };
  const manifestFile = join(folder, "crops.json");
  await writeFile(`${manifestFile}.part`, JSON.stringify(manifest));
  await rename(`${manifestFile}.part`, manifestFile);
  return manifest;

  async function cropOf(sample: FaceSample) {
    const image = await loadImage(sample.bytes ?? sample.file);
    const box = await locateFace(image, sample);
    if (!box) {
      onSkip?.({ file: sample.file, reason: "no face found" });
      return undefined;
    }
    const wide = {
      x: box.x - ((boxScale - 1) / 2) * box.width,
      y: box.y - ((boxScale - 1) / 2) * box.height,
      width: box.width * boxScale,
      height: box.height * boxScale,
    };
    const { data } = cropAndResize(image, { box: wide, width: size, height: size });
    return { pixels: data, sample: await hashSample(sample) };
  }
}
