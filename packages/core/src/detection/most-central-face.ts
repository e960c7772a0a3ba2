import type { DetectedFace } from "./face-detector";

/**
 * The face that a picture is most likely about: the one with the greatest area x closeness to the centre. Closeness
 * falls evenly from 1 for a box centred in the picture to 0 for one centred at a corner. Of equals the first counts.
 *
 * @param image - Size of the picture, pixels.
 * @returns Null without a face.
 */
export function mostCentralFace(
  faces: readonly DetectedFace[],
  image: { readonly width: number; readonly height: number },
): DetectedFace | null {
  const weight = ({ box }: DetectedFace) => {
    const distance = Math.hypot(box.x + box.width / 2 - image.width / 2, box.y + box.height / 2 - image.height / 2);
    const farthest = Math.hypot(image.width, image.height) / 2;
    return box.width * box.height * Math.max(0, 1 - distance / farthest);
  };
  return faces.reduce<DetectedFace | null>(
    (best, face) => (best !== null && weight(best) >= weight(face) ? best : face),
    null,
  );
}
