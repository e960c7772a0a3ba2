import type { AgeGenderPrediction, AnalyzedFace, FaceRegion, ImageInput } from "@fagr/core";
import type { PoolCallOptions } from "./pool-options";

/** How busy a pool is. */
export interface FacePoolLoad {
  /** Threads that can take a request, busy or not. */
  readonly threads: number;
  /** Threads that work, also those that are leaving off what was aborted. */
  readonly busy: number;
  /** Requests that wait for a thread. */
  readonly waiting: number;
}

/** An analyzer that works in threads of its own, so that the thread that asks it stays free. */
export interface FacePool extends AsyncDisposable {
  readonly load: FacePoolLoad;
  /**
   * As `analyze()` of an analyzer. Bytes and pixels are copied when a thread takes them: don't change them before the answer. Elements,
   * canvases and frames of a page are taken as they are now. An abort rejects at once; one that waits gives its place in the queue back, and
   * a thread leaves off before its next step.
   *
   * @throws What the analyzer throws; PoolFullError where too many wait, WorkerCrashedError if the thread ended, DisposedError.
   */
  analyze(image: ImageInput, options?: PoolCallOptions): Promise<AnalyzedFace[]>;
  /** As `predict()` of a model, for faces whose boxes are known. Throws as {@link FacePool.analyze} does. */
  predict(faces: readonly FaceRegion[], options?: PoolCallOptions): Promise<AgeGenderPrediction[]>;
  /** Rejects what waits, lets threads finish what they have begun, and ends them. Calling it again waits for the same. */
  dispose(): Promise<void>;
}
