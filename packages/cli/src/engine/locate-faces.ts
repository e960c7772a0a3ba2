import { type BoundingBox, type FaceDetector, mostCentralFace, type RgbImage } from "@fagr/core";

/** A face of a picture, found by a detector or taken to be the whole picture. */
export interface LocatedFace {
  readonly box: BoundingBox;
  /** The detector's confidence, 0..1; 1 for a whole picture. */
  readonly score: number;
  /** The picture is the face, so the model gets it without a box. */
  readonly wholeImage?: true;
}

/** Tells where the faces of a picture are. */
export type LocateFaces = (image: RgbImage, options: { signal: AbortSignal }) => Promise<readonly LocatedFace[]>;

/** The picture is a face already. */
export const locateWholeImage: LocateFaces = async (image) => [wholeImage(image)];

/** All faces that a detector finds. */
export function locateAllFaces(detector: FaceDetector): LocateFaces {
  return (image, options) => detector.detect(image, options);
}

/**
 * One face a picture, the most central large one, as evaluation needs it; the whole picture where the detector finds none.
 */
export function locateMostCentralFace(detector: FaceDetector): LocateFaces {
  return async (image, options) => [mostCentralFace(await detector.detect(image, options), image) ?? wholeImage(image)];
}

function wholeImage({ width, height }: RgbImage): LocatedFace {
  return { box: { x: 0, y: 0, width, height }, score: 1, wholeImage: true };
}
