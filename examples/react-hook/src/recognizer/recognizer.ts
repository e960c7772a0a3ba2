import { wasmBackend } from "@fagr/backend-wasm";
import {
  type AgeGenderModel,
  type AnalyzedFace,
  analyzeFaces,
  type FaceDetector,
  loadAgeGenderModel,
} from "@fagr/core";
import { createFaceDetector } from "@fagr/detect";
import { type TimedFrame, type TrackedFrame, trackFaces } from "@fagr/video";
import { weights } from "@fagr/weights/float16";

/** What the page asks of the worker. Every call is a message there, every answer one back. */
export class Recognizer {
  #detector!: FaceDetector;
  #model!: AgeGenderModel;

  /** Loads detector and model; everything else comes after it. */
  async load(): Promise<void> {
    [this.#detector, this.#model] = await Promise.all([
      createFaceDetector(),
      loadAgeGenderModel({ backend: wasmBackend(), weights }),
    ]);
  }

  /** Finds the faces of a picture file. A message from the port stops it: signals themselves cannot be sent to a worker. */
  analyse(image: Blob, stop: MessagePort): Promise<AnalyzedFace[]> {
    const controller = new AbortController();
    stop.onmessage = () => controller.abort();
    return analyzeFaces(image, { detector: this.#detector, model: this.#model, signal: controller.signal });
  }

  /** Follows the faces of a video, whose frames it asks the page for, until there is no next one. */
  async follow(
    nextFrame: () => Promise<TimedFrame | null>,
    show: (frame: TrackedFrame) => void | Promise<void>,
  ): Promise<void> {
    const frames = async function* () {
      for (let frame = await nextFrame(); frame; frame = await nextFrame()) yield frame;
    };
    const models = { detector: this.#detector, model: this.#model };
    for await (const tracked of trackFaces(frames(), { ...models, whenSlow: "skip", closeFrames: true }))
      await show(tracked);
  }
}
