import { checkDetectedFaces } from "../detection/check-faces";
import type { DetectedFace, FaceDetector } from "../detection/face-detector";
import { mostCentralFace } from "../detection/most-central-face";
import type { RgbImage } from "../image/rgb-image";

/** A face of a picture: found by a detector, or the whole picture. */
export interface LocatedFace extends Pick<DetectedFace, "box" | "score" | "landmarks"> {
  /** The picture is the face: the model gets it without a box, and the score is 1. */
  readonly wholeImage?: true;
}

/** Which faces of a picture to use, and how to find them. */
export interface LocateOptions {
  /** Null: the picture is a face already. */
  readonly detector: FaceDetector | null;
  /** "mostCentral": one per picture, or the whole picture if the detector finds none. */
  readonly faces: "all" | "mostCentral";
  readonly signal: AbortSignal | undefined;
}

/** Locates the faces of a picture. */
export async function locateFaces(
  image: RgbImage,
  { detector, faces, signal }: LocateOptions,
): Promise<readonly LocatedFace[]> {
  if (!detector) return [wholeImage(image)];
  const found: unknown = await detector.detect(image, signal ? { signal } : {});
  checkDetectedFaces(found, { detector: detector.name, image });
  return faces === "all" ? found : [mostCentralFace(found, image) ?? wholeImage(image)];
}

function wholeImage({ width, height }: RgbImage): LocatedFace {
  return { box: { x: 0, y: 0, width, height }, score: 1, wholeImage: true };
}
