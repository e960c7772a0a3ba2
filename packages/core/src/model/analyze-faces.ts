import { checkDetectedFaces, checkDetector } from "../detection/check-faces";
import type { DetectedFace, FaceDetector } from "../detection/face-detector";
import { InvalidArgumentError } from "../errors";
import type { ImageInput } from "../image/image-input";
import { loadImage, loadImageOptionNames } from "../image/load-image";
import { type AgeGenderPrediction, decodeOptionNames, type PredictionOf } from "../prediction/decode";
import { checkOptions } from "../values/check-options";
import { describeValue } from "../values/describe-value";
import { pick } from "../values/pick";
import type { Task } from "../weights/tasks";
import type { AgeGenderModel, PredictOptions } from "./age-gender-model";
import { nextTask } from "./next-task";

/** The detector and the model, and how they are used. */
export interface AnalyzeOptions<Known extends Task = Task> extends PredictOptions {
  /** Finds the faces, for example `await createFaceDetector()` of `@fagr/detect`. */
  detector: FaceDetector;
  /** Predicts age and gender of each, from `loadAgeGenderModel()`. */
  model: AgeGenderModel<Known>;
}

/** A face of a picture with its predicted age and gender. Plain data that survives JSON. */
export interface AnalyzedFace extends DetectedFace, AgeGenderPrediction {}

/** A face whose model answers these tasks, see {@link PredictionOf}. */
export type AnalyzedFaceOf<Known extends Task = Task> = [Task] extends [Known]
  ? AnalyzedFace
  : DetectedFace & PredictionOf<Known>;

/**
 * Finds all faces of a picture and predicts the age and gender of each.
 *
 * **On a server**: pass what users send as bytes, with `allowedLocations: []`; a text would be taken for a path or an address.
 * Pixels, bytes and times are limited, see {@link LoadImageOptions}.
 *
 * @returns Faces from the detector's highest score to the lowest; an empty list if there is none.
 * @throws ImageError, DownloadError as {@link loadImage} does, InvalidArgumentError for an invalid detector, model or option and
 * for invalid boxes of the detector, and the errors of the detector and the model.
 *
 * @example
 * ```ts
 * for (const face of await analyzeFaces("family.jpg", { detector, model }))
 *   console.log(face.box, face.age, face.ageInterval, face.gender, face.genderProbability);
 * ```
 */
export async function analyzeFaces<Known extends Task = Task>(
  input: ImageInput,
  options: AnalyzeOptions<Known>,
): Promise<AnalyzedFaceOf<Known>[]> {
  const { detector, model, ...others } = checkAnalyzeOptions(options);
  const { signal } = others;
  const { batchSize, mirror } = others;
  const image = await loadImage(input, pick(others, loadImageOptionNames));
  // Detectors run on this thread: other tasks of a server, and whoever wants to abort, get their turn before each.
  await nextTask();
  signal?.throwIfAborted();
  const detected: unknown = await detector.detect(image, signal ? { signal } : {});
  signal?.throwIfAborted();
  checkDetectedFaces(detected, { detector: detector.name, image });
  const predictOptions = { signal, batchSize, mirror, ...pick(others, decodeOptionNames) };
  // The interface promises this order, but any object of its shape may be the detector.
  const faces = [...detected].sort((one, other) => other.score - one.score);
  const regions = faces.map(({ box, landmarks }) => ({ image, box, ...(landmarks ? { landmarks } : {}) }));
  const predictions = await model.predict(regions, predictOptions);
  return faces.map(
    ({ box, score, landmarks }, index) =>
      ({ box, score, ...(landmarks ? { landmarks } : {}), ...predictions[index]! }) as AnalyzedFaceOf<Known>,
  );
}

const analyzeOptionNames = ["detector", "model", "batchSize", "mirror", ...decodeOptionNames, ...loadImageOptionNames];

function checkAnalyzeOptions<Known extends Task>(options: AnalyzeOptions<Known>): AnalyzeOptions<Known> {
  checkOptions(options, analyzeOptionNames, "analyzeFaces()");
  checkDetector(options.detector, "analyzeFaces()");
  checkModel(options.model, "analyzeFaces()");
  return options;
}

/** @throws InvalidArgumentError unless the value has a model's methods. */
export function checkModel(model: unknown, call: string): void {
  if (typeof (model as AgeGenderModel | undefined)?.predict !== "function")
    throw new InvalidArgumentError(
      `${call}: expected a model, such as the result of await loadAgeGenderModel(), received ${describeValue(model)}.`,
    );
}
