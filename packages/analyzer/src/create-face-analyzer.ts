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

/** What {@link createFaceAnalyzer} takes; `signal`, `fetch` and `onProgress` are about loading. */
export interface FaceAnalyzerOptions extends Partial<LoadModelOptions> {
  /** Finds the faces. Default: the SSD that comes with `@fagr/detect`. The analyzer disposes of it. */
  detector?: FaceDetector;
}

/** Finds faces and guesses their age and gender. */
export interface FaceAnalyzer extends AsyncDisposable {
  readonly model: AgeGenderModel;
  readonly detector: FaceDetector;
  /**
   * The faces of a picture, from the detector's highest score down; an empty list if there is none.
   *
   * @throws ImageError, DownloadError if the picture cannot be had, DisposedError after {@link FaceAnalyzer.dispose}.
   */
  analyze(image: ImageInput, options?: Omit<AnalyzeOptions, "model" | "detector">): Promise<AnalyzedFace[]>;
  /** Frees model and detector. Calling it again does nothing. */
  dispose(): Promise<void>;
}

/**
 * Model, detector and defaults in one call: the int8 weights of `@fagr/weights` on `wasmBackend()`, and the SSD of `@fagr/detect`, loaded
 * side by side. A detector that gives landmarks, as YuNet does, has faces that lean straightened by their eyes; weights of your own are read as
 * their manifest says (`preprocessing.alignment`).
 *
 * @throws WeightsError, DownloadError if a file cannot be had or is damaged, RuntimeMissingError where there is no WebAssembly.
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
