import {
  type AgeGenderPrediction,
  type AnalyzedFace,
  DisposedError,
  type FaceRegion,
  type ImageInput,
} from "@fagr/core";
import { PoolFullError } from "@fagr/core/backend";
import type { PoolCall } from "./messages";
import { checkCallOptions, completePoolOptions, type FacePoolOptions, type PoolCallOptions } from "./pool-options";
import { type PoolAnswer, type PoolThread, startThread } from "./pool-thread";

/** How busy a pool is. */
export interface FacePoolLoad {
  /** Threads that can take a request, busy or not. */
  readonly threads: number;
  /** Threads that work, also those that are leaving off what was aborted. */
  readonly busy: number;
  /** Requests that wait for a thread. */
  readonly waiting: number;
}

/** An analyzer that works in threads of its own, so that the thread that asks it stays free. */
export interface FacePool extends AsyncDisposable {
  readonly load: FacePoolLoad;
  /**
   * As `analyze()` of an analyzer. Bytes and pixels are copied when a thread takes them: don't change them before the answer. An abort
   * rejects at once; one that waits gives its place in the queue back, and a thread leaves off before its next step.
   *
   * @throws What the analyzer throws; PoolFullError where too many wait, WorkerCrashedError if the thread ended, DisposedError.
   */
  analyze(image: ImageInput, options?: PoolCallOptions): Promise<AnalyzedFace[]>;
  /** As `predict()` of a model, for faces whose boxes are known. Throws as {@link FacePool.analyze} does. */
  predict(faces: readonly FaceRegion[], options?: PoolCallOptions): Promise<AgeGenderPrediction[]>;
  /** Rejects what waits, lets threads finish what they have begun, and ends them. Calling it again waits for the same. */
  dispose(): Promise<void>;
}

interface Job {
  readonly id: number;
  readonly call: PoolCall;
  resolve(answer: PoolAnswer): void;
  reject(error: unknown): void;
}

interface Place {
  thread?: PoolThread;
  state: "down" | "starting" | "idle" | "busy";
  job?: Job;
  done?: Promise<void>;
}

/**
 * Opens analyzers in worker threads (Node). One request is one thread's until it is answered; others wait in a queue that has an end.
 *
 * A thread that crashes, or works for longer than `workTimeout`, fails the one request that it had, and another one is started.
 *
 * @throws InvalidArgumentError for options that are none, and what opening an analyzer throws.
 *
 * @example
 * ```ts
 * await using pool = await createFacePool({ threads: 2 });
 * const faces = await pool.analyze("family.jpg");
 * ```
 */
export async function createFacePool(options: FacePoolOptions = {}): Promise<FacePool> {
  const { threads, queue, workTimeout, analyzer, signal } = completePoolOptions(options);
  signal?.throwIfAborted();
  const places: Place[] = Array.from({ length: threads }, () => ({ state: "down" }));
  const waiting: Job[] = [];
  let lastId = 0;
  let disposing: Promise<void> | undefined;

  const start = (place: Place): Promise<void> => {
    place.state = "starting";
    const onEnd = () => {
      const wasBusy = place.state === "busy";
      place.state = "down";
      // One that dies without work would die again and again: it is started when it is needed.
      if (wasBusy && !disposing) void start(place).catch(() => {});
    };
    const thread = startThread({ analyzer }, { workTimeout, onEnd });
    place.thread = thread;
    return thread.ready.then(
      () => {
        place.state = "idle";
        dispatch();
      },
      async (error: unknown) => {
        await thread.stop();
        if (places.every(({ state }) => state === "down")) for (const job of waiting.splice(0)) job.reject(error);
        throw error;
      },
    );
  };

  const work = async (place: Place, job: Job): Promise<void> => {
    Object.assign(place, { state: "busy", job });
    try {
      job.resolve(await place.thread!.run(job.id, job.call));
    } catch (error) {
      job.reject(error);
    }
    delete place.job;
    if (place.state === "busy") place.state = "idle";
    dispatch();
  };

  const dispatch = () => {
    if (disposing) return;
    for (const place of places.filter(({ state }) => state === "idle")) {
      const job = waiting.shift();
      if (!job) return;
      place.done = work(place, job);
    }
    for (const place of places.filter(({ state }) => state === "down").slice(0, waiting.length))
      void start(place).catch(() => {});
  };

  const ask = async (call: PoolCall, abort: AbortSignal | undefined): Promise<PoolAnswer> => {
    if (disposing) throw new DisposedError("face pool");
    abort?.throwIfAborted();
    const id = ++lastId;
    let onAbort = () => {};
    const answer = new Promise<PoolAnswer>((resolve, reject) => {
      const job = { id, call, resolve, reject };
      onAbort = () => {
        const index = waiting.indexOf(job);
        if (index >= 0) waiting.splice(index, 1);
        else places.find((place) => place.job === job)?.thread?.abort(id);
        reject(abort!.reason);
      };
      waiting.push(job);
    });
    dispatch();
    if (waiting.length > queue) {
      waiting.pop();
      throw new PoolFullError(
        queue,
        `All ${threads} threads of the face pool work and ${queue} requests wait, which is the most that may. Try again later (a server answers 503), or raise queue or threads of createFacePool().`,
      );
    }
    abort?.addEventListener("abort", onAbort, { once: true });
    return answer.finally(() => abort?.removeEventListener("abort", onAbort));
  };

  const end = async () => {
    for (const job of waiting.splice(0)) job.reject(new DisposedError("face pool"));
    await Promise.all(places.map(({ done }) => done));
    await Promise.all(places.map(({ thread }) => thread?.stop()));
  };
  const dispose = () => {
    disposing ??= end();
    return disposing;
  };

  const abortStart = () => void dispose();
  signal?.addEventListener("abort", abortStart, { once: true });
  try {
    await Promise.all(places.map(start));
    signal?.throwIfAborted();
  } catch (error) {
    await dispose();
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener("abort", abortStart);
  }

  const count = (...states: Place["state"][]) => places.filter(({ state }) => states.includes(state)).length;
  return {
    get load() {
      return { threads: count("idle", "busy"), busy: count("busy"), waiting: waiting.length };
    },
    async analyze(image, callOptions = {}) {
      checkCallOptions(callOptions, "analyze() of a face pool");
      const { signal: abort, ...others } = callOptions;
      return (await ask({ kind: "analyze", image, options: others }, abort)) as AnalyzedFace[];
    },
    async predict(faces, callOptions = {}) {
      checkCallOptions(callOptions, "predict() of a face pool");
      const { signal: abort, ...others } = callOptions;
      return (await ask({ kind: "predict", faces, options: others }, abort)) as AgeGenderPrediction[];
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}
