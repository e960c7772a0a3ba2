import { type AgeGenderModel, analyzeFaces, type FaceDetector, loadImage } from "@fagr/core";
import type { Analysis, BackendRow, LoadingProgress, MeasuredBackend } from "../answers";
import { listRunnable, measureModel, openBackend } from "./backends";
import { FrameTracking } from "./frame-tracking";
import { loadModelOn, loadModels, loadYunet } from "./load-models";

/** What the page asks of the worker. Every call is a message there, every answer one back. */
export class Recognizer {
  #detector!: FaceDetector;
  #model!: AgeGenderModel;
  /** Of the webcam's faces, as long as detector and model stay. */
  #tracking: FrameTracking | null = null;
  /** Pictures and changes take turns, so that no model goes away under a picture. */
  #turn: Promise<unknown> = Promise.resolve();

  /** Loads the models. Everything else waits for it. */
  start(report: (progress: LoadingProgress) => void): Promise<MeasuredBackend> {
    return this.#next(async () => {
      const { detector, model } = await loadModels(report);
      this.#detector = detector;
      this.#model = model;
      return measureModel(model);
    });
  }

  /** Finds the faces of a picture file. */
  lookAtPhoto(file: Blob): Promise<Analysis> {
    return this.#next(() => this.#look(file));
  }

  /**
   * Follows the faces of a video to this frame, which was transferred here and is closed afterwards.
   *
   * @param timestamp - Seconds from any beginning.
   */
  lookAtFrame(image: VideoFrame | ImageBitmap, timestamp: number): Promise<Analysis> {
    return this.#next(async () => {
      const start = performance.now();
      const [width, height] =
        "displayWidth" in image ? [image.displayWidth, image.displayHeight] : [image.width, image.height];
      this.#tracking ??= new FrameTracking(this.#detector, this.#model);
      try {
        const { faces } = await this.#tracking.track({ image, timestamp, close: () => image.close() });
        return { width, height, faces, milliseconds: performance.now() - start };
      } catch (error) {
        this.#tracking = null;
        throw error;
      }
    });
  }

  listBackends(): Promise<BackendRow[]> {
    return this.#next(listRunnable);
  }

  /** Runs the model on another backend from now on; on failure, still on the one before. */
  useBackend(name: string): Promise<MeasuredBackend> {
    return this.#next(async () => {
      const model = await loadModelOn(await openBackend(name));
      try {
        const measured = await measureModel(model);
        await this.#model.dispose();
        this.#model = model;
        this.#tracking = null;
        return measured;
      } catch (error) {
        await model.dispose();
        throw error;
      }
    });
  }

  /** Finds faces with YuNet from now on, whose file the visitor has. */
  useYunet(file: Blob): Promise<void> {
    return this.#next(async () => {
      const detector = await loadYunet(file);
      await this.#detector.dispose();
      this.#detector = detector;
      this.#tracking = null;
    });
  }

  async #look(input: Blob): Promise<Analysis> {
    const start = performance.now();
    const image = await loadImage(input);
    // Next to finding the face, looking at its mirror image too costs nothing, and the answer is steadier.
    const options = { ageDistribution: true, mirror: true };
    const faces = await analyzeFaces(image, { detector: this.#detector, model: this.#model, ...options });
    return {
      width: image.width,
      height: image.height,
      // From left to right, as people count them in a picture.
      faces: faces
        .sort((one, other) => one.box.x - other.box.x)
        .map(({ landmarks: _, score: __, ...face }, index) => ({ ...face, id: index + 1 })),
      milliseconds: performance.now() - start,
    };
  }

  #next<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => {});
    return result;
  }
}
