import type { BoundingBox } from "../image/rgb-image";
import type { DetectedFace } from "./face-detector";

/** Size of a picture, pixels. */
interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * How much a picture is about a face: the area of its box, pixels squared, times its closeness to the centre, which falls
 * evenly from 1 for a box centred in the picture to 0 for one centred at a corner or beyond.
 */
export function faceProminence({ box }: { readonly box: BoundingBox }, image: PictureSize): number {
  const distance = Math.hypot(box.x + box.width / 2 - image.width / 2, box.y + box.height / 2 - image.height / 2);
  const farthest = Math.hypot(image.width, image.height) / 2;
  return box.width * box.height * Math.max(0, 1 - distance / farthest);
}

/**
 * The face that a picture is most likely about: the one of the greatest {@link faceProminence}. Of equals the first counts.
 *
 * @param image - Size of the picture, pixels.
 * @returns Null without a face.
 */
export function mostCentralFace(faces: readonly DetectedFace[], image: PictureSize): DetectedFace | null {
  return faces.reduce<DetectedFace | null>(
    (best, face) => (best !== null && faceProminence(best, image) >= faceProminence(face, image) ? best : face),
    null,
  );
}
