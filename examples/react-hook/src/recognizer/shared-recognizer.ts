import type { AnalyzedFace } from "@fagr/core";
import { type TrackedFrame, videoFrames } from "@fagr/video";
import { proxy, type Remote, transfer, wrap } from "comlink";
import type { Recognizer } from "./recognizer";
import { takeFrame } from "./take-frame";

/** How far the models are. */
export type LoadState =
  | { readonly status: "loading" }
  | { readonly status: "ready" }
  | { readonly status: "error"; readonly error: Error };

/**
 * The page's one worker with its models. It is started by the first component that subscribes and stays: components come and
 * go, in StrictMode twice at once, and 13 MB should be loaded once.
 */
class SharedRecognizer {
  #state: LoadState = { status: "loading" };
  readonly #listeners = new Set<() => void>();
  #loaded: Promise<Remote<Recognizer>> | undefined;

  /** For `useSyncExternalStore`: calls when {@link getState} has something new to say. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#load().catch(() => {});
    return () => this.#listeners.delete(listener);
  };

  readonly getState = (): LoadState => this.#state;

  /** Loads anew after an error. */
  readonly retry = (): void => {
    if (this.#state.status !== "error") return;
    this.#loaded = undefined;
    this.#set({ status: "loading" });
    this.#load().catch(() => {});
  };

  /** Finds the faces of a picture, once the models are there; rejects with the signal's reason as soon as it is aborted. */
  async analyse(image: Blob, signal: AbortSignal): Promise<AnalyzedFace[]> {
    const { port1: stop, port2 } = new MessageChannel();
    const finished = new AbortController();
    const aborted = new Promise<never>((_, reject) => {
      const abort = () => {
        stop.postMessage("stop");
        reject(signal.reason);
      };
      if (signal.aborted) abort();
      else signal.addEventListener("abort", abort, { signal: finished.signal });
    });
    const answer = this.#load().then((recognizer) => {
      signal.throwIfAborted();
      return recognizer.analyse(image, transfer(port2, [port2]));
    });
    return Promise.race([answer, aborted]).finally(() => {
      finished.abort();
      stop.close();
    });
  }

  /** Follows the faces of a playing video until it ends; rejects with the signal's reason when it is aborted. */
  async follow(
    video: HTMLVideoElement,
    { signal, onFrame }: { signal: AbortSignal; onFrame: (frame: TrackedFrame) => void },
  ): Promise<void> {
    const recognizer = await this.#load();
    const frames = videoFrames(video, { signal });
    // The worker asks for each frame and gets it as it is, without a copy of its pixels.
    const nextFrame = async () => {
      const { value: frame } = await frames.next();
      return frame ? takeFrame(frame) : null;
    };
    await recognizer.follow(proxy(nextFrame), proxy(onFrame));
  }

  #load(): Promise<Remote<Recognizer>> {
    this.#loaded ??= startWorker().then(
      (recognizer) => {
        this.#set({ status: "ready" });
        return recognizer;
      },
      (error: Error) => {
        this.#set({ status: "error", error });
        throw error;
      },
    );
    return this.#loaded;
  }

  #set(state: LoadState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** A worker whose models are loaded; if they cannot be, it is ended. */
async function startWorker(): Promise<Remote<Recognizer>> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const failed = new Promise<never>((_, reject) => {
    // Such as a script that could not be fetched; errors of calls arrive with their promises.
    worker.onerror = ({ message }) => reject(new Error(message ?? "The worker's script could not be loaded."));
  });
  try {
    const recognizer = wrap<Recognizer>(worker);
    await Promise.race([recognizer.load(), failed]);
    return recognizer;
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

export const sharedRecognizer = new SharedRecognizer();
