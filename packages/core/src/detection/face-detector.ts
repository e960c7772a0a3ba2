// The face detector as core sees it: pictures in, boxes out. Also what follows from boxes and landmarks: the most central face,
// and how far a head is tilted.
import type { BoundingBox, RgbImage } from "../image/rgb-image";

/** A face that a detector found. */
export interface DetectedFace {
  /** Pixels of the upright image, already adjusted to the crop that age-gender networks are trained on. */
  readonly box: BoundingBox;
  /** The detector's confidence, 0..1. */
  readonly score: number;
  /**
   * Right eye, left eye, nose tip, right and left corner of the mouth (from the person's point of view), if the detector finds
   * landmarks. Pixels.
   */
  readonly landmarks?: readonly { readonly x: number; readonly y: number }[];
}

/** Finds faces. `@fagr/detect` has implementations; any object of this shape works. */
export interface FaceDetector extends AsyncDisposable {
  readonly name: string;
  /** Faces from the highest score to the lowest; an empty list if there is none. */
  detect(image: RgbImage, options?: { signal?: AbortSignal }): Promise<DetectedFace[]>;
  /** Frees the detector's memory. Calling it again does nothing. */
  dispose(): Promise<void>;
}
