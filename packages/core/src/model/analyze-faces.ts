import type { DetectedFace, FaceDetector } from "../detection/face-detector";
import type { ImageInput } from "../image/image-input";
import { loadImage } from "../image/load-image";
import type { AgeGenderPrediction } from "../prediction/decode";
import type { DownloadOptions } from "../weights/download";
import type { AgeGenderModel, PredictOptions } from "./age-gender-model";

/** What looks at the picture, and how. */
export interface AnalyzeOptions extends PredictOptions, Pick<DownloadOptions, "fetch" | "onProgress"> {
  /** Finds the faces, for example `await createFaceDetector()` of `@fagr/detect`. */
  detector: FaceDetector;
  /** Guesses age and gender of each, from `loadAgeGenderModel()`. */
  model: AgeGenderModel;
}

/** A face of a picture with its guessed age and gender. Plain data that survives JSON. */
export interface AnalyzedFace extends DetectedFace, AgeGenderPrediction {}

/**
 * Finds all faces of a picture and guesses the age and gender of each.
 *
 * @returns Faces from the detector's highest score to the lowest; an empty list if there is none.
 * @throws ImageError, DownloadError as {@link loadImage} does, and what the detector and the model throw.
 *
 * @example
 * ```ts
 * for (const face of await analyzeFaces("family.jpg", { detector, model }))
 *   console.log(face.box, face.age, face.ageInterval, face.gender, face.genderProbability);
 * ```
 */
export async function analyzeFaces(
  input: ImageInput,
  { detector, model, fetch, onProgress, ...predictOptions }: AnalyzeOptions,
): Promise<AnalyzedFace[]> {
  const { signal } = predictOptions;
  const image = await loadImage(input, { fetch, onProgress, signal });
  const detected = await detector.detect(image, signal ? { signal } : {});
  // The interface promises this order, but any object of its shape may be the detector.
  const faces = [...detected].sort((one, other) => other.score - one.score);
  const regions = faces.map(({ box, landmarks }) => ({ image, box, ...(landmarks ? { landmarks } : {}) }));
  const predictions = await model.predict(regions, predictOptions);
  return faces.map(({ box, score, landmarks }, index) => ({
    box,
    score,
    ...(landmarks ? { landmarks } : {}),
    ...predictions[index]!,
  }));
}
