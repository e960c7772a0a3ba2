import { stat } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import { checkOptions } from "@fagr/core/backend";
import { readTextFile } from "@fagr/core/files";
import { checkPath } from "../samples/check-reader";
import { hashFile } from "../samples/hash-sample";
import { type CropSet, cropBytes, loadIntoMemory } from "./crop-set";
import { type CropSetManifest, cropsFormat, packedFiles } from "./manifest";

/** How to open packed crops. */
export interface OpenCropSetOptions {
  /**
   * Reads all crops into shared memory, instead of each from its file when it is needed. Default false. The file then only uses
   * the operating system's page cache, which is released when memory is needed.
   */
  readonly inMemory?: boolean;
  /** Compares the crops with the manifest's SHA-256, which reads the whole file. Default false: only their length. */
  readonly verify?: boolean;
}

/**
 * Opens a folder that `prepareCrops` wrote.
 *
 * @throws DataError if it is missing, unfinished, of another format, incomplete or (with `verify`) damaged.
 *
 * @example
 * ```ts
 * const crops = await openCropSet("crops");
 * const pixels = cropAt(crops, 0); // [size, size, 3] RGB 0..255
 * ```
 */
export async function openCropSet(folder: string, options: OpenCropSetOptions = {}): Promise<CropSet<CropSetManifest>> {
  checkPath(folder, "openCropSet()");
  checkOptions(options, ["inMemory", "verify"], "openCropSet()");
  const { inMemory = false, verify = false } = options;
  const manifest = await readManifest(folder);
  const file = join(folder, manifest.crops.file);
  const expected = manifest.samples.length * cropBytes(manifest.size);
  const received = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  if (received !== expected)
    throw new DataError(
      file,
      `Expected ${file} to have ${expected} bytes, received ${received}. Prepare the crops again.`,
    );
  if (verify && (await hashFile(file)) !== manifest.crops.sha256)
    throw new DataError(
      file,
      `Expected ${file} to have the SHA-256 ${manifest.crops.sha256} of its manifest, but it has another: it was changed or damaged. Prepare the crops again.`,
    );
  const set = { manifest, file };
  return inMemory ? loadIntoMemory(set) : set;
}

/** Reads the manifest of a packed folder. Throws DataError if there is none or it is of another format. */
async function readManifest(folder: string): Promise<CropSetManifest> {
  const file = join(folder, packedFiles.manifest);
  let manifest: CropSetManifest;
  try {
    manifest = JSON.parse(await readTextFile(file, { maximumBytes: 2 ** 29 }));
  } catch (cause) {
    throw new DataError(
      file,
      `Expected packed crops in ${folder}, but ${file} cannot be read. Prepare them first, to the end.`,
      { cause },
    );
  }
  if (manifest?.format !== cropsFormat)
    throw new DataError(
      file,
      `${file}: expected the format "${cropsFormat}", received ${JSON.stringify(manifest?.format)}. Prepare the crops again.`,
    );
  const problem = whyNoManifest(manifest);
  if (problem)
    throw new DataError(file, `${file}: expected ${problem}. It was changed or damaged; prepare the crops again.`);
  return manifest;
}

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** The required field that a manifest lacks. */
function whyNoManifest({ size, boxScale, crops, samples }: CropSetManifest): string | undefined {
  if (!Number.isInteger(size) || size < 1 || size > 4096) return "size as a whole number of 1 to 4096 pixels";
  if (!isNumber(boxScale) || boxScale < 0.1 || boxScale > 10) return "boxScale as a number from 0.1 to 10";
  if (!isText(crops?.file) || /[/\\]|^\.\.?$/.test(crops.file)) return "crops.file as the name of a file beside it";
  if (!Array.isArray(samples)) return "samples as a list";
  const bad = samples.findIndex((sample) => !isSample(sample));
  return bad < 0 ? undefined : `samples[${bad}] with file, source, digest, age and gender`;
}

/** What a sample may have, if it has it. */
function hasOptionalFields({
  groups,
  attributes,
  ageBand,
  person,
  domain,
}: Partial<CropSetManifest["samples"][number]>): boolean {
  const areTexts = (value: unknown) =>
    typeof value === "object" && value !== null && Object.values(value).every(isText);
  const isBand = Array.isArray(ageBand) && ageBand.length === 2 && ageBand.every(isNumber);
  return (
    (groups === undefined || areTexts(groups)) &&
    (attributes === undefined || areTexts(attributes)) &&
    (ageBand === undefined || isBand) &&
    (person === undefined || isText(person)) &&
    (domain === undefined || isText(domain))
  );
}

function isSample(sample: unknown): boolean {
  const { file, source, digest, age, gender, ...others } = Object(sample) as Partial<
    CropSetManifest["samples"][number]
  >;
  if (!hasOptionalFields(others)) return false;
  const isAge = age === null || (isNumber(age) && age >= 0 && age <= 150);
  return isText(file) && isText(source) && isText(digest) && isAge && (gender === null || gender === 0 || gender === 1);
}
