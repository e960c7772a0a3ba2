import type { AgeGenderPrediction, AnalyzedFace, FaceRegion, ImageInput } from "@fagr/core";
import type { PoolCallOptions } from "./pool-options";

/** How busy a pool is. */
export interface FacePoolLoad {
  /** Threads that can take a request, busy or not. */
  readonly threads: number;
  /** Threads that are working, including those that are stopping aborted work. */
  readonly busy: number;
  /** Requests that wait for a thread. */
  readonly waiting: number;
}

/** An analyzer that works in threads of its own, so that the calling thread stays free. */
export interface FacePool extends AsyncDisposable {
  readonly load: FacePoolLoad;
  /**
   * Like `analyze()` of an analyzer. Bytes and pixels are copied when a thread takes them: don't change them before the answer.
   * Elements, canvases and frames of a page are captured at once. An abort rejects at once; a waiting request leaves the queue,
   * and a working thread stops before its next step.
   *
   * @throws What the analyzer throws; PoolFullError if too many are waiting, WorkerCrashedError if the thread ended,
   * DisposedError.
   */
  analyze(image: ImageInput, options?: PoolCallOptions): Promise<AnalyzedFace[]>;
  /** As `predict()` of a model, for faces whose boxes are known. Throws as {@link FacePool.analyze} does. */
  predict(faces: readonly FaceRegion[], options?: PoolCallOptions): Promise<AgeGenderPrediction[]>;
  /** Rejects waiting requests, lets threads finish their current one, and ends them. Calling it again waits for the same. */
  dispose(): Promise<void>;
}
