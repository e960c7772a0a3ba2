import { proxy, type Remote, transfer, wrap } from "comlink";
import type { Analysis, LoadingProgress, MeasuredBackend } from "./answers";
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

  start(report: (progress: LoadingProgress) => void): Promise<MeasuredBackend> {
    return this.#remote.start(proxy(report));
  }

  lookAtPhoto(file: Blob): Promise<Analysis> {
    return this.#remote.lookAtPhoto(file);
  }

  /** The frame goes to the worker as it is; here it is gone. */
  lookAtFrame(frame: VideoFrame | ImageBitmap): Promise<Analysis> {
    return this.#remote.lookAtFrame(transfer(frame, [frame as Transferable]), performance.now() / 1000);
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
}
