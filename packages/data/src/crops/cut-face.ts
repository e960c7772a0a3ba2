import {
  type BoundingBox,
  type FaceDetector,
  faceProminence,
  InvalidArgumentError,
  isFagrError,
  loadImage,
  mostCentralFace,
  type RgbImage,
} from "@fagr/core";
import { cropAndResize } from "@fagr/core/network";
import { checkQualityOptions, judgeQuality } from "../quality/quality-filter";
import type { FaceSample } from "../samples/face-sample";
import type { DroppedSample } from "./dropped-sample";
import { withoutPath } from "./list-pictures";
import type { CompleteSelection, SelectionOptions } from "./manifest";

/** How faces are found, filtered and cropped. */
export interface CutOptions {
  readonly detector: FaceDetector | null;
  readonly selection: CompleteSelection;
  /** Side of a crop, pixels. */
  readonly size: number;
  /** Side of a crop in bounding boxes. */
  readonly boxScale: number;
  readonly signal?: AbortSignal | undefined;
}

/** Why a face was not cropped. */
export type Refusal = Omit<DroppedSample, "file" | "source">;

/** The outcome for one picture. */
export type CutFace =
  /** `pixels`: `[size, size, 3]` RGB 0..255. */
  { readonly pixels: Uint8Array; readonly sharpness: number } | Refusal;

/**
 * Reads a picture, chooses its face, applies the quality filter, and crops the face with the surroundings of its box, stretched
 * to a square.
 */
export async function cutFace(sample: FaceSample, options: CutOptions): Promise<CutFace> {
  const { selection, size, boxScale, signal } = options;
  let image: RgbImage;
  try {
    image = await loadImage(sample.bytes ?? sample.file, signal ? { signal } : {});
  } catch (error) {
    if (!isFagrError(error, "IMAGE_UNREADABLE")) throw error;
    return { reason: "unreadable", detail: withoutPath(error, sample.file) };
  }
  const box = await chooseFace(image, options);
  if ("reason" in box) return box;
  const { fault, detail, sharpness: exact } = judgeQuality(image, box, selection);
  const sharpness = Math.round(exact * 10) / 10;
  if (fault) {
    const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((value) => Math.round(value * 10) / 10);
    return { reason: fault, detail: detail!, sharpness, box: [x!, y!, width!, height!] };
  }
  const margin = (boxScale - 1) / 2;
  const wide = {
    x: box.x - margin * box.width,
    y: box.y - margin * box.height,
    width: box.width * boxScale,
    height: box.height * boxScale,
  };
  const { data } = cropAndResize(image, { box: wide, width: size, height: size });
  return { pixels: data as Uint8Array, sharpness };
}

async function chooseFace(
  image: RgbImage,
  { detector, selection, signal }: CutOptions,
): Promise<BoundingBox | Refusal> {
  if (!detector) return { x: 0, y: 0, width: image.width, height: image.height };
  // Of a face whose centre is outside, most cannot be seen.
  const faces = (await detector.detect(image, signal ? { signal } : {})).filter(
    (face) => faceProminence(face, image) > 0,
  );
  const face = mostCentralFace(faces, image);
  if (!face) return { reason: "noFace", detail: `no face found in ${image.width}x${image.height} pixels` };
  const rival = mostCentralFace(
    faces.filter((other) => other !== face),
    image,
  );
  const share = rival ? faceProminence(rival, image) / faceProminence(face, image) : 0;
  if (share > selection.largestRival)
    return {
      reason: "severalFaces",
      detail: `${faces.length} faces, the second ${share.toFixed(2)} times as prominent as the first`,
    };
  return face.box;
}

/**
 * The options with their defaults.
 *
 * @throws InvalidArgumentError if one is out of its range.
 */
export function checkSelection({ largestRival = 0.5, ...quality }: SelectionOptions): CompleteSelection {
  if (!(largestRival >= 0))
    throw new InvalidArgumentError(`Expected largestRival to be a number >= 0, received ${String(largestRival)}.`);
  return { ...checkQualityOptions(quality), largestRival };
}
