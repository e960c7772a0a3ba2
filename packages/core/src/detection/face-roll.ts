import type { BoundingBox } from "../image/rgb-image";
import type { DetectedFace } from "./face-detector";

/** A box that is rotated about its centre, clockwise by `angle` radians: a face tilted by that angle is upright in it. */
export interface TurnedBox {
  readonly box: BoundingBox;
  readonly angle: number;
}

/** Width by height of YuNet's boxes on upright faces: median of 60 photos of Labeled Faces in the Wild. */
const usualAspect = 0.723;

/**
 * How far a face is tilted, clockwise in the picture, radians: the angle of the line through its eyes. 0 is upright; a face
 * without both eyes counts as upright.
 *
 * @param landmarks - Right eye and left eye first, from the person's point of view.
 */
export function faceRoll(landmarks: DetectedFace["landmarks"]): number {
  const [right, left] = landmarks ?? [];
  if (!right || !left) return 0;
  const angle = Math.atan2(left.y - right.y, left.x - right.x);
  return Number.isFinite(angle) ? angle : 0;
}

/**
 * The box of a face, straightened. Detectors give boxes parallel to the picture's edges: around a tilted face such a box is as
 * wide as high, and around a lying one wider than high. The rotated box has the same centre and area. Its aspect is the box's for
 * an upright face, the inverse for a lying one, the usual one at 45 degrees, and is interpolated in between.
 */
export function straightenBox(box: BoundingBox, landmarks: DetectedFace["landmarks"]): TurnedBox {
  const angle = faceRoll(landmarks);
  const along = Math.cos(2 * angle);
  const aspect = Math.exp(along * Math.log(box.width / box.height) + (1 - Math.abs(along)) * Math.log(usualAspect));
  const [centreX, centreY] = [box.x + box.width / 2, box.y + box.height / 2];
  const height = Math.sqrt((box.width * box.height) / aspect);
  const width = height * aspect;
  return { box: { x: centreX - width / 2, y: centreY - height / 2, width, height }, angle };
}
