import { InvalidArgumentError } from "../errors";
import { whyNoBox } from "../image/check-box";
import { describeValue } from "../values/describe-value";
import type { DetectedFace, FaceDetector } from "./face-detector";

/** @throws InvalidArgumentError unless the value has a detector's methods. */
export function checkDetector(detector: unknown, call: string): asserts detector is FaceDetector {
  if (typeof (detector as FaceDetector | undefined)?.detect !== "function")
    throw new InvalidArgumentError(
      `${call}: expected a face detector, such as the result of await createFaceDetector() of @fagr/detect, received ${describeValue(detector)}.`,
    );
}

/**
 * Checks a detector's answer: a list of faces, each with a box in the picture and a score. A detector whose file or runtime is
 * damaged returns invalid boxes, which must not become ages.
 *
 * @param image - Size of the picture, pixels.
 * @throws InvalidArgumentError naming the detector.
 */
export function checkDetectedFaces(
  faces: unknown,
  { detector, image }: { detector: string; image: { readonly width: number; readonly height: number } },
): asserts faces is DetectedFace[] {
  const refuse = (what: string): never => {
    throw new InvalidArgumentError(
      `Expected faces as [{ box: { x, y, width, height }, score }] from the detector "${detector}", ${what}. Its model file or its runtime may be damaged; download it again, or use another detector.`,
    );
  };
  if (!Array.isArray(faces)) return refuse(`received ${describeValue(faces)}`);
  for (const face of faces as (DetectedFace | undefined)[]) {
    const problem = whyNoBox(face?.box, image);
    if (problem) return refuse(problem);
    if (!Number.isFinite(face!.score)) return refuse(`received the score ${describeValue(face!.score)}`);
    const { landmarks } = face!;
    if (landmarks?.some((point) => !Number.isFinite(point?.x) || !Number.isFinite(point?.y)))
      return refuse("received landmarks that are not points");
  }
}
