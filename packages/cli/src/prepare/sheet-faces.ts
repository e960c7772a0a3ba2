import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadImage } from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";
import { type CropSetManifest, cropAt, type DroppedSample, openCropSet, type PrepareSource } from "@fagr/data";
import type { SheetFace } from "./contact-sheet";

/** At most so many dropped faces, and so many kept ones. */
const facesOfAKind = 48;

/**
 * Faces for a contact sheet, from the least sharp on: dropped ones spread evenly over all that there are, and kept ones
 * that lie the closer together the nearer they are to the threshold.
 */
export async function chooseSheetFaces(folder: string, sources: readonly PrepareSource[]): Promise<SheetFace[]> {
  const crops = await openCropSet(folder);
  const { samples, size } = crops.manifest;
  const ranked = samples.map(({ sharpness }, index) => ({ index, sharpness })).sort(bySharpness);
  const kept = pick(ranked, (share, count) => count ** share - 1).map(
    ({ index, sharpness }): SheetFace => ({ pixels: cropAt(crops, index), size, sharpness }),
  );
  const lines = (await readFile(join(folder, crops.manifest.dropped.file), "utf8")).split("\n").slice(0, -1);
  const dropped: SheetFace[] = [];
  const judged = lines.map((line) => JSON.parse(line) as DroppedSample).filter(hasFace);
  for (const sample of pick(judged.sort(bySharpness), (share, count) => (count - 1) * share)) {
    const pixels = await cutAgain(sample, crops.manifest, sources);
    if (!pixels) continue;
    const reason = sample.reason === "tooSmall" ? "too small" : "too blurry";
    dropped.push({ pixels, size, sharpness: sample.sharpness, dropped: reason });
  }
  return [...dropped, ...kept].sort(bySharpness);
}

type DroppedFace = DroppedSample & Required<Pick<DroppedSample, "box" | "sharpness">>;

const hasFace = (sample: DroppedSample): sample is DroppedFace => sample.box !== undefined;
const bySharpness = (one: { sharpness: number }, other: { sharpness: number }) => one.sharpness - other.sharpness;

function pick<T>(ranked: readonly T[], rankOf: (share: number, count: number) => number): T[] {
  const count = ranked.length;
  if (count <= facesOfAKind) return [...ranked];
  const ranks = Array.from({ length: facesOfAKind }, (_, step) => Math.round(rankOf(step / (facesOfAKind - 1), count)));
  return [...new Set(ranks)].map((rank) => ranked[rank]!);
}

/** The crop that a dropped face would have been; undefined for a picture that is inside another file. */
async function cutAgain(
  { source, file, box: [x, y, width, height] }: DroppedFace,
  { size, boxScale }: CropSetManifest,
  sources: readonly PrepareSource[],
): Promise<Uint8Array | undefined> {
  const { root } = sources.find(({ name }) => name === source)!;
  const image = await loadImage(join(root, file)).catch(() => undefined);
  if (!image) return undefined;
  const margin = (boxScale - 1) / 2;
  const box = {
    x: x - margin * width,
    y: y - margin * height,
    width: width * boxScale,
    height: height * boxScale,
  };
  return cropAndResize(image, { box, width: size, height: size }).data as Uint8Array;
}
