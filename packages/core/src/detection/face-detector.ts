// What a face detector is for core: pictures in, boxes out. Also what follows from boxes and landmarks: the most central face, and how far
// a head leans.
import type { BoundingBox, RgbImage } from "../image/rgb-image";

/** A face that a detector found. */
export interface DetectedFace {
  /** Pixels of the upright image, already corrected to the crop that age-gender networks are trained on. */
  readonly box: BoundingBox;
  /** The detector's confidence, 0..1. */
  readonly score: number;
  /** Right eye, left eye, nose tip, right and left corner of the mouth (as the person has them), where the detector gives them. Pixels. */
  readonly landmarks?: readonly { readonly x: number; readonly y: number }[];
}

/** Finds faces. `@fagr/detect` has implementations; any object of this shape will do. */
export interface FaceDetector extends AsyncDisposable {
  readonly name: string;
  /** Faces from the highest score to the lowest; no face is an empty list. */
  detect(image: RgbImage, options?: { signal?: AbortSignal }): Promise<DetectedFace[]>;
  /** Frees what the detector holds. Calling it again does nothing. */
  dispose(): Promise<void>;
}
