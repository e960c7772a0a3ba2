import { wasmBackend } from "@fagr/backend-wasm";
import {
  type AgeGenderModel,
  type AnalyzedFace,
  type AnalyzeOptions,
  analyzeFaces,
  type FaceDetector,
  type ImageInput,
  type LoadModelOptions,
  loadAgeGenderModel,
} from "@fagr/core";
import { checkDetector, checkOptions, downloadOptionNames } from "@fagr/core/backend";
import { createFaceDetector } from "@fagr/detect";
import { straightened } from "./straightened-weights";

/** Options of {@link createFaceAnalyzer}; `signal`, `fetch` and `onProgress` apply to loading. */
export interface FaceAnalyzerOptions extends Partial<LoadModelOptions> {
  /** Finds the faces. Default: the SSD that comes with `@fagr/detect`. The analyzer disposes of it. */
  detector?: FaceDetector;
}

/** Finds faces and predicts their age and gender. */
export interface FaceAnalyzer extends AsyncDisposable {
  readonly model: AgeGenderModel;
  readonly detector: FaceDetector;
  /**
   * The faces of a picture, from the detector's highest score down; an empty list if there is none.
   *
   * @throws ImageError, DownloadError if the picture cannot be read, DisposedError after {@link FaceAnalyzer.dispose}.
   */
  analyze(image: ImageInput, options?: Omit<AnalyzeOptions, "model" | "detector">): Promise<AnalyzedFace[]>;
  /** Frees the model and the detector. Calling it again does nothing. */
  dispose(): Promise<void>;
}

/**
 * Model, detector and defaults in one call: the int8 weights of `@fagr/weights` on `wasmBackend()`, and the SSD of
 * `@fagr/detect`, loaded side by side. If the detector returns landmarks, as YuNet does, tilted faces are straightened by their
 * eyes; for your own weights their manifest decides (`preprocessing.alignment`).
 *
 * @throws WeightsError, DownloadError if a file is not available or damaged, RuntimeMissingError without WebAssembly.
 *
 * @example
 * ```ts
 * await using analyzer = await createFaceAnalyzer();
 * const faces = await analyzer.analyze("family.jpg");
 * ```
 */
export async function createFaceAnalyzer(options: FaceAnalyzerOptions = {}): Promise<FaceAnalyzer> {
  checkOptions(options, ["detector", "backend", "weights", "tasks", ...downloadOptionNames], "createFaceAnalyzer()");
  const { detector: given, backend = wasmBackend(), weights = straightened, tasks, ...download } = options;
  if (given !== undefined) checkDetector(given, "createFaceAnalyzer()");
  const [loading, finding] = await Promise.allSettled([
    loadAgeGenderModel({ backend, weights, tasks, ...download }),
    given ?? createFaceDetector(download),
  ]);
  if (loading.status === "rejected" || finding.status === "rejected") {
    // What was opened in vain is not left behind; a detector that was given stays its owner's.
    if (loading.status === "fulfilled") await loading.value.dispose();
    if (finding.status === "fulfilled" && !given) await finding.value.dispose();
    throw [loading, finding].find((part) => part.status === "rejected")!.reason;
  }
  const [model, detector] = [loading.value, finding.value];
  const dispose = async () => {
    await Promise.all([model.dispose(), detector.dispose()]);
  };
  return {
    model,
    detector,
    analyze: (image, analyzeOptions = {}) => analyzeFaces(image, { ...analyzeOptions, model, detector }),
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}
