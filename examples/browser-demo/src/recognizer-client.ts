import { proxy, type Remote, transfer, wrap } from "comlink";
import type {
  Analysis,
  BoxAnswer,
  BoxQuestion,
  LoadingProgress,
  LookSettings,
  MeasuredBackend,
  PhotoAnalysis,
} from "./answers";
import type { Recognizer } from "./worker/recognizer";

/** The worker's {@link Recognizer}: all work is done there, so that the page never freezes. */
export class RecognizerClient {
  readonly #remote: Remote<Recognizer>;

  constructor(onFailure: (message: string) => void) {
    const worker = new Worker(new URL("./worker/worker.ts", import.meta.url), { type: "module" });
    // Such as a script that could not be fetched; errors of calls arrive with their promises.
    worker.addEventListener("error", ({ message }) => onFailure(message ?? "The worker's script could not be loaded."));
    this.#remote = wrap<Recognizer>(worker);
  }

  start(backend: string, report: (progress: LoadingProgress) => void): Promise<MeasuredBackend> {
    return this.#remote.start(backend, proxy(report));
  }

  lookAtPhoto(file: Blob, settings: LookSettings): Promise<PhotoAnalysis> {
    return this.#remote.lookAtPhoto(file, settings);
  }

  lookAtBox(question: BoxQuestion, mirror: boolean): Promise<BoxAnswer> {
    return this.#remote.lookAtBox(question, mirror);
  }

  /** The frame goes to the worker as it is; here it is gone. */
  lookAtFrame(frame: VideoFrame | ImageBitmap, timestamp: number): Promise<Analysis> {
    return this.#remote.lookAtFrame(transfer(frame, [frame as Transferable]), timestamp);
  }

  forgetFaces(): Promise<void> {
    return this.#remote.forgetFaces();
  }

  listBackends() {
    return this.#remote.listBackends();
  }

  useBackend(name: string): Promise<MeasuredBackend> {
    return this.#remote.useBackend(name);
  }

  useYunet(file: Blob): Promise<void> {
    return this.#remote.useYunet(file);
  }

  /** What the worker has sent to any server. */
  sentBytes(): Promise<number> {
    return this.#remote.sentBytes();
  }
}
