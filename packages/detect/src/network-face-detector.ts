import { type DetectedFace, DisposedError, type FaceDetector, type RgbImage } from "@fagr/core";
import { checkDetectedFaces, checkOptions } from "@fagr/core/backend";
import { checkRgbImage } from "@fagr/core/network";
import type { DetectorNetwork } from "./network/detector-network";

/** Finds the faces of one picture with a network; checks the signal between its steps. */
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

  async detect(image: RgbImage, options: { signal?: AbortSignal | undefined } = {}): Promise<DetectedFace[]> {
    if (this.#disposal) throw new DisposedError(`face detector (${this.name})`);
    checkRgbImage(image);
    checkOptions(options, ["signal"], "detect()");
    const { signal } = options;
    signal?.throwIfAborted();
    const run = this.#findFaces(this.#network, image, signal);
    this.#running.add(run);
    try {
      const faces = (await run).filter(({ box }) => !isOutside(box, image));
      // A damaged file or runtime answers with nonsense rather than with an error.
      checkDetectedFaces(faces, { detector: this.name, image });
      return faces;
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

  /** Detections in progress still return their answer. */
  async #release(): Promise<void> {
    await Promise.allSettled(this.#running);
    await this.#network.dispose();
  }
}

/** Whether a box lies in the border that letterboxing adds to a picture; false for an invalid box. */
function isOutside({ x, y, width, height }: DetectedFace["box"], image: RgbImage): boolean {
  const isBox = [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;
  return isBox && (x >= image.width || y >= image.height || x + width <= 0 || y + height <= 0);
}
