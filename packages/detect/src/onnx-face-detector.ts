import type { OnnxSession } from "@fagr/backend-onnx/runtime";
import { checkRgbImage, type DetectedFace, DisposedError, type FaceDetector, type RgbImage } from "@fagr/core";

/** Finds the faces of one picture with a session; asks the signal between its steps. */
export type FindFaces = (
  session: OnnxSession,
  image: RgbImage,
  signal: AbortSignal | undefined,
) => Promise<DetectedFace[]>;

/** What every detector on an ONNX session shares: checking the picture, stopping, and being disposed of. */
export class OnnxFaceDetector implements FaceDetector {
  readonly name: string;
  readonly #session: OnnxSession;
  readonly #findFaces: FindFaces;
  readonly #running = new Set<Promise<unknown>>();
  #disposal: Promise<void> | undefined;

  constructor(name: string, session: OnnxSession, findFaces: FindFaces) {
    this.name = name;
    this.#session = session;
    this.#findFaces = findFaces;
  }

  async detect(image: RgbImage, { signal }: { signal?: AbortSignal } = {}): Promise<DetectedFace[]> {
    if (this.#disposal) throw new DisposedError(`face detector (${this.name})`);
    checkRgbImage(image);
    signal?.throwIfAborted();
    const run = this.#findFaces(this.#session, image, signal);
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.#release();
    return this.#disposal;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  /** Pictures that are being looked at still get their answer. */
  async #release(): Promise<void> {
    await Promise.allSettled(this.#running);
    await this.#session.dispose();
  }
}
