import type { DetectedFace } from "../detection/face-detector";
import { faceRoll, straightenBox } from "../detection/face-roll";
import { InvalidArgumentError, isFagrError } from "../errors";
import { checkBox } from "../image/check-box";
import { cropAndResize } from "../image/crop-resize";
import { cropTurned } from "../image/crop-turned";
import type { BoundingBox, RgbImage } from "../image/rgb-image";
import type { Preprocessing, WeightsManifest } from "../weights/manifest";
import type { PixelBatch } from "./backend";

/** A face in a picture that is in memory as RGB pixels; without a box the whole picture is the face. */
export interface PixelRegion {
  readonly image: RgbImage;
  /** Pixels of the image; it may reach over the edge. */
  readonly box?: BoundingBox | undefined;
  /** As detectors return them, the right and the left eye first. */
  readonly landmarks?: DetectedFace["landmarks"] | undefined;
}

/**
 * Turns faces into a network's input: each box is scaled about its centre by `boxScale`, cropped, stretched to the input size,
 * and its bytes are brought into the manifest's colour order and range. A face without a box is the whole picture as it is, since
 * it has no box to scale. If the manifest demands it, a box with landmarks is rotated first, so that the eyes are level.
 *
 * @returns `[faces, inputSize, inputSize, 3]` float32.
 * @throws InvalidArgumentError for an image that is not RGB pixels or a box without area, naming the face's index.
 *
 * @example
 * ```ts
 * const batch = preprocessFaces([{ image, box: face.box }], model.manifest); // data: [1, 62, 62, 3], RGB 0..1
 * ```
 */
export function preprocessFaces(
  faces: readonly PixelRegion[],
  { architecture, preprocessing }: Pick<WeightsManifest, "architecture" | "preprocessing">,
): PixelBatch {
  const size = architecture.inputSize;
  const pixelsPerFace = size * size * 3;
  const data = new Float32Array(faces.length * pixelsPerFace);
  const [minimum, maximum] = preprocessing.range;
  const values = Float32Array.from({ length: 256 }, (_, byte) => minimum + (byte / 255) * (maximum - minimum));
  const [red, green, blue] = preprocessing.colourOrder === "RGB" ? [0, 1, 2] : [2, 1, 0];
  for (const [index, face] of faces.entries()) {
    const crop = cropFace(face, index, size, preprocessing);
    const offset = index * pixelsPerFace;
    for (let pixel = 0; pixel < pixelsPerFace; pixel += 3) {
      data[offset + pixel] = values[crop[pixel + red!]!]!;
      data[offset + pixel + 1] = values[crop[pixel + green!]!]!;
      data[offset + pixel + 2] = values[crop[pixel + blue!]!]!;
    }
  }
  return { data, count: faces.length };
}

function cropFace(
  { image, box, landmarks }: PixelRegion,
  index: number,
  size: number,
  { boxScale, alignment }: Preprocessing,
) {
  try {
    if (box !== undefined) checkBox(box, image);
    if (box && alignment === "eyes" && faceRoll(landmarks) !== 0) {
      const { box: turned, angle } = straightenBox(box, landmarks);
      return cropTurned(image, { box: scaleAboutCentre(turned, boxScale), angle }, { width: size, height: size }).data;
    }
    const crop = { ...(box ? { box: scaleAboutCentre(box, boxScale) } : {}), width: size, height: size };
    return cropAndResize(image, crop).data;
  } catch (error) {
    if (!isFagrError(error, "INVALID_ARGUMENT")) throw error;
    throw new InvalidArgumentError(`Face ${index}: ${error.message}`, { cause: error });
  }
}

function scaleAboutCentre({ x, y, width, height }: BoundingBox, scale: number): BoundingBox {
  return {
    x: x - (width * (scale - 1)) / 2,
    y: y - (height * (scale - 1)) / 2,
    width: width * scale,
    height: height * scale,
  };
}
