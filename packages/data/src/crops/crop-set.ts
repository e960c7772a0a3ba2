import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import type { HashedSample } from "../samples/split";
import { readCrop } from "./crop-file";

/** What training needs to know about packed crops. */
export interface CropSetDescription {
  /** Side of a crop, pixels. */
  readonly size: number;
  /** Side of a crop in bounding boxes; 1 is the box itself. */
  readonly boxScale: number;
  /** In the order of the crops. */
  readonly samples: readonly HashedSample[];
}

/** Crops in memory. In shared memory, workers read the same bytes instead of copies. */
export interface CropsInMemory {
  /** `[count, size, size, 3]` RGB 0..255. */
  readonly pixels: Uint8Array;
}

/** Crops that stay in their file (Node only) and are read one by one, for sets of any size. */
export interface CropsInFile {
  /** Path of the file: `[count, size, size, 3]` RGB 0..255. */
  readonly file: string;
}

/** The crops of several sets, one set after the other. */
export interface CropsInParts {
  readonly parts: readonly CropSet[];
}

/** Labelled crops, wherever their pixels are. Plain data: a worker can be sent a set, and reads the crops itself. */
export type CropSet<Manifest extends CropSetDescription = CropSetDescription> = { readonly manifest: Manifest } & (
  | CropsInMemory
  | CropsInFile
  | CropsInParts
);

/** Bytes of one crop. */
export function cropBytes(size: number): number {
  return size * size * 3;
}

/** @throws InvalidArgumentError unless the value has the fields of a crop set. */
export function checkCropSet(set: unknown, call: string): asserts set is CropSet {
  if (!Array.isArray((set as CropSet | undefined)?.manifest?.samples))
    throw new InvalidArgumentError(
      `${call}: expected a crop set, such as the result of await openCropSet(), received ${describeValue(set)}.`,
    );
}

/**
 * The pixels of one crop, `[size, size, 3]` RGB 0..255. Do not write to them: they may be the set's own memory.
 *
 * @throws DataError if their file is missing or too short.
 */
export function cropAt(set: CropSet, index: number): Uint8Array {
  const bytes = cropBytes(set.manifest.size);
  if ("pixels" in set) return set.pixels.subarray(index * bytes, (index + 1) * bytes);
  if ("file" in set) return readCrop(set.file, { offset: index * bytes, bytes });
  let position = index;
  for (const part of set.parts) {
    const { length } = part.manifest.samples;
    if (position < length) return cropAt(part, position);
    position -= length;
  }
  return new Uint8Array(0);
}

/** Some of the samples of a set, by index. */
export function indicesWhere(set: CropSet, test: (sample: HashedSample) => boolean): Int32Array {
  const found: number[] = [];
  for (const [index, sample] of set.manifest.samples.entries()) if (test(sample)) found.push(index);
  return Int32Array.from(found);
}

/** The same set with all crops in shared memory, for sets that easily fit. */
export function loadIntoMemory<Manifest extends CropSetDescription>(
  set: CropSet<Manifest>,
): { readonly manifest: Manifest } & CropsInMemory {
  const bytes = cropBytes(set.manifest.size);
  const { length } = set.manifest.samples;
  const pixels = new Uint8Array(new SharedArrayBuffer(length * bytes));
  for (let index = 0; index < length; index++) pixels.set(cropAt(set, index), index * bytes);
  return { manifest: set.manifest, pixels };
}
