import type { AgeGenderModel, FaceDetector } from "@fagr/core";
import type {
  Analysis,
  BackendRow,
  BoxAnswer,
  BoxQuestion,
  LoadingProgress,
  LookSettings,
  MeasuredBackend,
  PhotoAnalysis,
} from "../answers";
import { listRunnable, measureModel, openBackend } from "./backends";
import { FrameTracking } from "./frame-tracking";
import { loadModelOn, loadModels, loadYunet } from "./load-models";
import { type Models, PhotoLooker } from "./photo-looker";

/** What the page asks of the worker. Every call is a message there, every answer one back. */
export class Recognizer {
  readonly #sentBytes: () => number;
  readonly #looker = new PhotoLooker();
  #detector!: FaceDetector;
  #model!: AgeGenderModel;
  /** Of the video's faces, as long as detector and model stay. */
  #tracking: FrameTracking | null = null;
  /** Pictures and changes take turns, so that no model goes away under a picture. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param sentBytes - How many bytes this thread has sent to any server. */
  constructor(sentBytes: () => number) {
    this.#sentBytes = sentBytes;
  }

  /** Loads the models. Everything else waits for it. @param backend - Its name; "" for the fastest that is here. */
  start(backend: string, report: (progress: LoadingProgress) => void): Promise<MeasuredBackend> {
    return this.#next(async () => {
      const { detector, model } = await loadModels(backend, report);
      this.#detector = detector;
      this.#model = model;
      return measureModel(model);
    });
  }

  /** Finds the faces of a picture file. */
  lookAtPhoto(file: Blob, settings: LookSettings): Promise<PhotoAnalysis> {
    return this.#next(() => this.#looker.look(file, this.#models, settings));
  }

  /** Guesses age and gender of whatever is in a box of a photo. */
  lookAtBox(question: BoxQuestion, mirror: boolean): Promise<BoxAnswer> {
    return this.#next(() => this.#looker.lookAtBox(question, this.#models, mirror));
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

  /** Another video begins: its faces are strangers. */
  forgetFaces(): void {
    this.#tracking = null;
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

  sentBytes(): number {
    return this.#sentBytes();
  }

  get #models(): Models {
    return { detector: this.#detector, model: this.#model };
  }

  #next<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => {});
    return result;
  }
}
