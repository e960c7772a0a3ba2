import { createHash } from "node:crypto";
import type { BoundingBox, FaceDetector, Gender } from "@fagr/core";
import { loadImage, mostCentralFace } from "@fagr/core";
import { type ListedPicture, readListed } from "@fagr/data";
import type { ComparedFace } from "@fagr/evaluation/peers";
import { type MeasuredSet, openSet } from "./measured-set";

/** A labelled face and where it is. Plain data. */
export interface FoundFace {
  readonly picture: ListedPicture;
  /** The crop that every model gets, pixels. */
  readonly box: BoundingBox;
  readonly landmarks: readonly { readonly x: number; readonly y: number }[];
}

/** A face in its picture, in a box. */
export type LocatedFace = ComparedFace & { readonly box: BoundingBox };

/** What a detector made of a data set's pictures. */
export interface FoundFaces {
  readonly faces: readonly FoundFace[];
  /** Pictures in which it found no face: they are measured with no model, since one needs landmarks. */
  readonly missed: number;
}

/** Looks for the face that each picture is about. */
export async function findFaces(
  set: MeasuredSet,
  pictures: readonly ListedPicture[],
  detector: FaceDetector,
): Promise<FoundFaces> {
  const faces: FoundFace[] = [];
  let index = 0;
  for await (const { bytes, file } of readListed(pictures, [openSet(set)])) {
    const picture = pictures[index++]!;
    const image = await loadImage(bytes ?? file);
    const found = mostCentralFace(await detector.detect(image), image);
    if (found?.landmarks) faces.push({ picture, box: found.box, landmarks: found.landmarks });
  }
  return { faces, missed: pictures.length - faces.length };
}

/** Opens the pictures of found faces again, one after the other. */
export async function* openFaces(set: MeasuredSet, faces: readonly FoundFace[]): AsyncGenerator<LocatedFace> {
  const pictures = faces.map(({ picture }) => picture);
  let index = 0;
  for await (const { bytes, file } of readListed(pictures, [openSet(set)])) {
    const { box, landmarks } = faces[index++]!;
    yield { image: await loadImage(bytes ?? file), box, landmarks };
  }
}

/** What tells found faces from others: their pictures, boxes and landmarks. */
export const fingerprint = (faces: readonly FoundFace[]): string =>
  createHash("sha256")
    .update(JSON.stringify(faces.map(({ picture, box, landmarks }) => [picture.sample.digest, box, landmarks])))
    .digest("hex");

/** A gender as predictions name it. */
export const genderName = (gender: 0 | 1 | null): Gender | null =>
  gender === null ? null : gender === 1 ? "male" : "female";
