import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import type { HashedSample } from "../samples/split";

/** Describes a folder of packed crops (`crops.json`, beside `crops.bin`). */
export interface CropSetManifest {
  readonly format: "fagr-crops/1";
  /** Side of a crop, pixels. */
  readonly size: number;
  /** Side of a crop in boxes, see {@link SourceCrop.boxScale}. */
  readonly boxScale: number;
  /** In the order of the crops in the file. */
  readonly samples: readonly HashedSample[];
}

/** Crops in memory that workers share. */
export interface CropSet {
  readonly manifest: CropSetManifest;
  /** `[count, size, size, 3]` RGB 0..255. */
  readonly pixels: Uint8Array<SharedArrayBuffer>;
}

/** Loads a folder that `packCrops` wrote. Throws DataError if it is missing or incomplete. */
export async function openCropSet(folder: string): Promise<CropSet> {
  const file = join(folder, "crops.json");
  let manifest: CropSetManifest;
  try {
    manifest = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new DataError(file, `Expected packed crops in ${folder}, but ${file} cannot be read. Pack them first.`, {
      cause,
    });
  }
  if (manifest.format !== "fagr-crops/1")
    throw new DataError(
      file,
      `${file}: expected the format "fagr-crops/1", received ${JSON.stringify(manifest.format)}.`,
    );
  const bytes = await readFile(join(folder, "crops.bin"));
  const expected = manifest.samples.length * cropBytes(manifest.size);
  if (bytes.length !== expected)
    throw new DataError(
      file,
      `${folder}: expected crops.bin to have ${expected} bytes, received ${bytes.length}. Pack the crops again.`,
    );
  const pixels = new Uint8Array(new SharedArrayBuffer(bytes.length));
  pixels.set(bytes);
  return { manifest, pixels };
}

/** Bytes of one crop. */
export function cropBytes(size: number): number {
  return size * size * 3;
}

/** The pixels of one crop, a view. */
export function cropAt({ manifest, pixels }: CropSet, index: number): Uint8Array {
  const bytes = cropBytes(manifest.size);
  return pixels.subarray(index * bytes, (index + 1) * bytes);
}

/** Some of the samples of a set, by index. */
export function indicesWhere(set: CropSet, test: (sample: HashedSample) => boolean): Int32Array {
  const found: number[] = [];
  for (const [index, sample] of set.manifest.samples.entries()) if (test(sample)) found.push(index);
  return Int32Array.from(found);
}
