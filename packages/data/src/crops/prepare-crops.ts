// From samples to a folder of packed crops: detect, filter, cut, write. The preparation can be stopped and continued, and folders
// can be merged and split.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DataError, type FaceDetector, InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { lockFolder, writeWholeFile } from "@fagr/core/files";
import { pMapIterable } from "p-map";
import { checkPath } from "../samples/check-reader";
import type { MergeOptions } from "../samples/merge-identical";
import { cropBytes } from "./crop-set";
import { type CutFace, type CutOptions, checkSelection, cutFace } from "./cut-face";
import { describeFolder, fingerprint } from "./describe-folder";
import { checkSources, listPictures, type PictureList } from "./list-pictures";
import { type CropSetManifest, formatManifest, packedFiles, type SelectionOptions } from "./manifest";
import { openCropSet } from "./open-crop-set";
import { type PrepareProgress, Speedometer } from "./prepare-progress";
import type { PrepareSource } from "./prepare-source";
import { readListed } from "./read-listed";
import { removeJournal, UnfinishedCrops } from "./unfinished-crops";

/** How to prepare crops. */
export interface PrepareOptions extends SelectionOptions, MergeOptions {
  /** Folder for `crops.bin`, `crops.json` and `dropped.jsonl`; created if missing. */
  readonly folder: string;
  /** Finds the faces; null uses every picture whole, as the box of its face. */
  readonly detector: FaceDetector | null;
  /** Side of a crop, pixels. Default 88. */
  readonly size?: number;
  /** Side of a crop in bounding boxes. Default 1.4: 20 % of the box on every side is kept for augmentation. */
  readonly boxScale?: number;
  /** How many pictures are decoded and analysed in parallel. Default 4. The result does not depend on it. */
  readonly imagesAtOnce?: number;
  /** Replaces crops of other inputs in the folder, instead of refusing. Default false. */
  readonly overwrite?: boolean;
  /** Stops it. Finished work is kept, and the same call continues from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PrepareProgress) => void;
}

/**
 * Turns labelled pictures into one folder of packed crops, the form that training reads: of byte-identical files one is kept (see
 * `mergeIdentical`), faces are found, filtered (see `judgeQuality`) and cropped with the surroundings of their boxes. Every
 * dropped picture is counted in the manifest and listed in `dropped.jsonl` with its reason.
 *
 * The same pictures, labels and options give the same three files byte for byte, however often the work was interrupted.
 * `crops.json` is written last: a folder without it is unfinished, and the same call continues it. A finished folder of the same
 * inputs is left unchanged.
 *
 * @returns The manifest that was written.
 * @throws InvalidArgumentError for options out of range; DataError if a source cannot be read, if the folder holds other
 * crops, or if no picture is left; WriteError if the disk is full; LockedError if another process fills the folder; the signal's reason if it was stopped.
 *
 * @example
 * ```ts
 * const detector = await createFaceDetector();
 * const { counts } = await prepareCrops(
 *   [{ name: "UTKFace", root: "data/utkface", read: (options) => readUtkFace("data/utkface", options) }],
 *   { folder: "crops", detector },
 * );
 * console.log(counts.kept, counts.bySource.UTKFace?.dropped);
 * ```
 */
export async function prepareCrops(
  sources: readonly PrepareSource[],
  options: PrepareOptions,
): Promise<CropSetManifest> {
  if (!Array.isArray(sources))
    throw new InvalidArgumentError(`prepareCrops(): expected a list of sources, received ${describeValue(sources)}.`);
  checkPath(Object(options).folder, "prepareCrops(), option folder");
  const { folder, signal } = options;
  const cutting = checkCutOptions(options);
  checkSources(sources);
  signal?.throwIfAborted();
  const list = await listAll(sources, options);
  await using _lock = await lockFolder(folder, "prepareCrops");
  return await fillFolder(sources, { list, cutting, options });
}

async function fillFolder(
  sources: readonly PrepareSource[],
  { list, cutting, options }: Omit<CutAll, "unfinished">,
): Promise<CropSetManifest> {
  const { folder, overwrite = false } = options;
  const inputs = fingerprint(list, cutting);
  const finished = await finishedManifest(folder, { inputs, overwrite });
  if (finished) return finished;
  const unfinished = await UnfinishedCrops.open(folder, { inputs, cropBytes: cropBytes(cutting.size), overwrite });
  try {
    await cutAll(sources, { list, unfinished, cutting, options });
  } finally {
    await unfinished.close();
  }
  const { outcomes } = unfinished;
  const names = sources.map(({ name }) => name);
  const manifest = await describeFolder(folder, { sources: names, list, outcomes, cutting, inputs });
  await writeWholeFile(join(folder, packedFiles.manifest), formatManifest(manifest));
  await removeJournal(folder);
  return manifest;
}

function checkCutOptions({
  detector,
  size = 88,
  boxScale = 1.4,
  imagesAtOnce = 4,
  signal,
  minimumSize,
  minimumSharpness,
  largestRival,
}: PrepareOptions): CutOptions {
  for (const [name, value] of Object.entries({ size, imagesAtOnce }))
    if (!(Number.isInteger(value) && value >= 1))
      throw new InvalidArgumentError(`Expected ${name} to be a whole number >= 1, received ${String(value)}.`);
  if (!(boxScale >= 1 && boxScale <= 10))
    throw new InvalidArgumentError(`Expected boxScale to be a number of boxes in 1..10, received ${String(boxScale)}.`);
  const selection = checkSelection({ minimumSize, minimumSharpness, largestRival });
  return { detector, selection, size, boxScale, signal };
}

function listAll(sources: readonly PrepareSource[], { signal, onProgress, ageTolerance }: PrepareOptions) {
  const speed = new Speedometer();
  return listPictures(sources, {
    ageTolerance,
    signal,
    onPicture(done) {
      const imagesPerSecond = speed.update(done);
      onProgress?.({ phase: "reading", done, total: null, kept: 0, imagesPerSecond, secondsLeft: null });
    },
  });
}

/** The manifest of a finished folder; other contents are refused or overwritten. */
async function finishedManifest(
  folder: string,
  { inputs, overwrite }: { inputs: string; overwrite: boolean },
): Promise<CropSetManifest | undefined> {
  const file = join(folder, packedFiles.manifest);
  const found = await openCropSet(folder).then(
    ({ manifest }) => manifest,
    (error: DataError) => error,
  );
  if (!(found instanceof Error) && found.inputs === inputs) {
    // The last run may have ended before it could do that.
    await removeJournal(folder);
    return found;
  }
  if (found instanceof Error && (found.cause as NodeJS.ErrnoException | undefined)?.code === "ENOENT") return undefined;
  if (!overwrite) {
    const what =
      found instanceof Error ? `damaged crops: ${found.message}` : "crops of other pictures, labels or options.";
    throw new DataError(file, `${folder} holds ${what} Use another folder, or overwrite it.`);
  }
  await rm(file);
  return undefined;
}

interface CutAll {
  readonly list: PictureList;
  readonly unfinished: UnfinishedCrops;
  readonly cutting: CutOptions;
  readonly options: PrepareOptions;
}

/** Crops the remaining pictures, several at once, and adds them in order. */
async function cutAll(sources: readonly PrepareSource[], { list, unfinished, cutting, options }: CutAll) {
  const { signal, onProgress, imagesAtOnce = 4 } = options;
  const total = list.pictures.length;
  const speed = new Speedometer();
  let kept = unfinished.outcomes.filter(({ reason }) => !reason).length;
  const report = () => {
    const done = unfinished.outcomes.length;
    const imagesPerSecond = speed.update(done);
    const secondsLeft = imagesPerSecond > 0 ? (total - done) / imagesPerSecond : null;
    onProgress?.({ phase: "cutting", done, total, kept, imagesPerSecond, secondsLeft });
  };
  report();
  const jobs = readListed(list.pictures.slice(unfinished.outcomes.length), sources);
  const faces = pMapIterable(jobs, (sample): Promise<CutFace> => cutFace(sample, cutting), {
    concurrency: imagesAtOnce,
    backpressure: imagesAtOnce * 2,
  });
  for await (const face of faces) {
    signal?.throwIfAborted();
    if ("pixels" in face) {
      kept++;
      await unfinished.add({ sharpness: face.sharpness }, face.pixels);
    } else await unfinished.add(face);
    report();
  }
}
