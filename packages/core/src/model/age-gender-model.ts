import type { DetectedFace } from "../detection/face-detector";
import type { ImageInput } from "../image/image-input";
import type { LoadImageOptions } from "../image/load-image";
import type { BoundingBox } from "../image/rgb-image";
import type { DecodeOptions, PredictionOf } from "../prediction/decode";
import type { WeightsManifest } from "../weights/manifest";
import type { Task } from "../weights/tasks";

/** A face: a picture, and where in it the face is. Without a box the whole picture is the face. */
export interface FaceRegion {
  /** Whatever `loadImage()` reads; RGB pixels are taken as they are. */
  readonly image: ImageInput;
  /** Pixels of the image, as detectors return them. */
  readonly box?: BoundingBox | undefined;
  /** As detectors return them, the right and the left eye first; for weights whose crops are straightened by the eyes. */
  readonly landmarks?: DetectedFace["landmarks"] | undefined;
}

/** How to predict. */
export interface PredictOptions extends DecodeOptions, Omit<LoadImageOptions, "signal"> {
  /** Stops between batches; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Faces that go through the network at once. Default 32. */
  batchSize?: number | undefined;
  /**
   * Predicts each face and its mirror image, and answers with the mean of the two age distributions and of the two gender
   * probabilities. Slightly more accurate, for twice the work of the network. Default false.
   */
  mirror?: boolean | undefined;
}

/**
 * A loaded model. It answers the same on every backend, up to the rounding of float32.
 *
 * The type parameter says which tasks it answers: both, unless it was loaded with `tasks`.
 */
export interface AgeGenderModel<Known extends Task = Task> extends AsyncDisposable {
  readonly manifest: WeightsManifest;
  /** The name of the backend that it runs on. */
  readonly backend: string;
  /**
   * One prediction per face, in the order of the faces; an empty list without faces. Pictures are read as by `loadImage()`, under
   * the same limits; on a server set `allowedLocations: []`.
   *
   * @throws InvalidArgumentError for an invalid face, a box that is invalid or outside its picture, or an unknown option.
   * @example
   * ```ts
   * const [prediction] = await model.predict([{ image, box }], { mirror: true });
   * ```
   */
  predict(faces: readonly FaceRegion[], options?: PredictOptions): Promise<PredictionOf<Known>[]>;
  /** Frees the model's memory. Calling it again does nothing; predicting afterwards throws DisposedError. */
  dispose(): Promise<void>;
}
