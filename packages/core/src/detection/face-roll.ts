import type { BoundingBox } from "../image/rgb-image";
import type { DetectedFace } from "./face-detector";

/** A box that is turned about its centre, clockwise by `angle` radians: upright in it is what leans by that angle in the picture. */
export interface TurnedBox {
  readonly box: BoundingBox;
  readonly angle: number;
}

/** Width by height of YuNet's boxes on upright faces: median of 60 photos of Labeled Faces in the Wild. */
const usualAspect = 0.723;

/**
 * How far a face leans, clockwise in the picture, radians: the angle of the line through its eyes. 0 is upright; without both eyes
 * there is no saying, and it counts as upright.
 *
 * @param landmarks - Right eye and left eye first, as the person has them.
 */
export function faceRoll(landmarks: DetectedFace["landmarks"]): number {
  const [right, left] = landmarks ?? [];
  if (!right || !left) return 0;
  const angle = Math.atan2(left.y - right.y, left.x - right.x);
  return Number.isFinite(angle) ? angle : 0;
}

/**
 * The box of a face, straightened. Detectors give boxes along the picture's edges; around a face that leans, such a box is as wide as high,
 * and around one that lies, wider than high. The turned box has its centre and its area. Its aspect is the box's where the face is upright,
 * the inverse where it lies, the usual one where it leans by 45 degrees, and goes from one to the other between.
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
