import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { DataError } from "@fagr/core";
import { writeWholeFile } from "@fagr/core/files";
import { hashFile } from "../samples/hash-sample";
import { countSamples } from "./count-samples";
import { cropBytes } from "./crop-set";
import type { CutOptions } from "./cut-face";
import type { DroppedSample } from "./dropped-sample";
import type { PictureList } from "./list-pictures";
import { type CropSetManifest, cropsFormat, type PackedFile, type PackedSample, packedFiles } from "./manifest";
import type { Outcome } from "./unfinished-crops";

/** SHA-256 of everything that determines the crops: pictures, labels and options. */
export function fingerprint({ pictures, dropped }: PictureList, cutting: CutOptions): string {
  const samples = pictures.map(({ sample }) => sample);
  return createHash("sha256")
    .update(JSON.stringify([cropsFormat, describeCutting(cutting), samples, dropped]))
    .digest("hex");
}

/** The options of a manifest. */
function describeCutting({ detector, selection, size, boxScale }: CutOptions) {
  const { minimumSize, minimumSharpness, largestRival } = selection;
  return {
    size,
    boxScale,
    detector: detector?.name ?? null,
    // JSON has no infinity.
    selection: { minimumSize, minimumSharpness, largestRival: Number.isFinite(largestRival) ? largestRival : null },
  };
}

/**
 * Writes the list of dropped pictures and the manifest of the folder, whose crops are complete.
 *
 * @throws DataError if there are no crops.
 */
export async function describeFolder(
  folder: string,
  {
    sources,
    list,
    outcomes,
    cutting,
    inputs,
  }: {
    sources: readonly string[];
    list: PictureList;
    outcomes: readonly Outcome[];
    cutting: CutOptions;
    inputs: string;
  },
): Promise<CropSetManifest> {
  const kept: PackedSample[] = [];
  const dropped: DroppedSample[] = [...list.dropped];
  for (const [index, outcome] of outcomes.entries()) {
    const { sample } = list.pictures[index]!;
    if (outcome.reason) dropped.push({ source: sample.source, file: sample.file, ...outcome });
    else kept.push({ ...sample, sharpness: outcome.sharpness });
  }
  const droppedFile = join(folder, packedFiles.dropped);
  await writeWholeFile(droppedFile, dropped.map((sample) => `${JSON.stringify(sample)}\n`).join(""));
  const counts = countSamples(sources, { kept, dropped });
  if (kept.length === 0)
    throw new DataError(
      droppedFile,
      `Expected faces to pack, but all ${dropped.length} pictures were dropped. The reasons are in ${droppedFile}.`,
    );
  const crops = await describeFile(folder, packedFiles.crops);
  const expected = kept.length * cropBytes(cutting.size);
  if (crops.bytes !== expected)
    throw new DataError(
      join(folder, crops.file),
      `Expected ${expected} bytes in ${join(folder, crops.file)} for ${kept.length} crops, received ${crops.bytes}: something else has written to it. Prepare the crops again and overwrite them.`,
    );
  return {
    format: cropsFormat,
    ...describeCutting(cutting),
    inputs,
    crops,
    dropped: await describeFile(folder, packedFiles.dropped),
    counts,
    samples: kept,
  };
}

async function describeFile(folder: string, file: string): Promise<PackedFile> {
  const path = join(folder, file);
  return { file, bytes: (await stat(path)).size, sha256: await hashFile(path) };
}
