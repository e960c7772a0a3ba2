import { InvalidArgumentError } from "../errors";
import { checkBox } from "../image/check-box";
import type { BoundingBox } from "../image/rgb-image";
import { describeValue } from "../values/describe-value";
import type { DetectedFace } from "./face-detector";

/** Size of a picture, pixels. */
interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * How prominent a face is in a picture: the area of its box, pixels squared, times its closeness to the centre, which falls
 * linearly from 1 for a box centred in the picture to 0 for one centred at a corner or beyond.
 *
 * @throws InvalidArgumentError for an invalid box or picture.
 */
export function faceProminence(face: { readonly box: BoundingBox }, image: PictureSize): number {
  checkSize(image);
  const { box } = Object(face) as { box: BoundingBox };
  checkBox(box);
  const distance = Math.hypot(box.x + box.width / 2 - image.width / 2, box.y + box.height / 2 - image.height / 2);
  const farthest = Math.hypot(image.width, image.height) / 2;
  return box.width * box.height * Math.max(0, 1 - distance / farthest);
}

/**
 * The face that a picture is most likely about: the one with the greatest {@link faceProminence}; of equals the first.
 *
 * @param image - Size of the picture, pixels.
 * @returns Null without a face.
 * @throws InvalidArgumentError for invalid faces or an invalid picture.
 */
export function mostCentralFace(faces: readonly DetectedFace[], image: PictureSize): DetectedFace | null {
  if (!Array.isArray(faces))
    throw new InvalidArgumentError(
      `Expected a list of faces, such as a detector's result, received ${describeValue(faces)}.`,
    );
  checkSize(image);
  return (faces as readonly DetectedFace[]).reduce<DetectedFace | null>(
    (best, face) => (best !== null && faceProminence(best, image) >= faceProminence(face, image) ? best : face),
    null,
  );
}

function checkSize(image: unknown): void {
  const { width, height } = Object(image) as Partial<PictureSize>;
  if (![width, height].every((side) => typeof side === "number" && side > 0 && Number.isFinite(side)))
    throw new InvalidArgumentError(
      `Expected the picture, or its size as { width, height } in pixels, received ${describeValue(image)}.`,
    );
}
