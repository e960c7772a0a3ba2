import { type DetectedFace, DisposedError, type FaceDetector, type RgbImage } from "@fagr/core";
import { checkRgbImage } from "@fagr/core/network";
import type { DetectorNetwork } from "./network/detector-network";

/** Finds the faces of one picture with a network; asks the signal between its steps. */
export type FindFaces = (
  network: DetectorNetwork,
  image: RgbImage,
  signal: AbortSignal | undefined,
) => Promise<DetectedFace[]>;

/** What every detector with a network shares: checking the picture, stopping, and being disposed of. */
export class NetworkFaceDetector implements FaceDetector {
  readonly name: string;
  readonly #network: DetectorNetwork;
  readonly #findFaces: FindFaces;
  readonly #running = new Set<Promise<unknown>>();
  #disposal: Promise<void> | undefined;

  constructor(name: string, network: DetectorNetwork, findFaces: FindFaces) {
    this.name = name;
    this.#network = network;
    this.#findFaces = findFaces;
  }

  async detect(image: RgbImage, { signal }: { signal?: AbortSignal } = {}): Promise<DetectedFace[]> {
    if (this.#disposal) throw new DisposedError(`face detector (${this.name})`);
    checkRgbImage(image);
    signal?.throwIfAborted();
    const run = this.#findFaces(this.#network, image, signal);
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
    await this.#network.dispose();
  }
}
