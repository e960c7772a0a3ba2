import { type AgeGenderPrediction, type AnalyzedFace, DisposedError } from "@fagr/core";
import { PoolFullError } from "@fagr/core/backend";
import type { FacePool } from "./face-pool";
import type { PoolCall } from "./messages";
import { checkCallOptions, completePoolOptions, type FacePoolOptions } from "./pool-options";
import { type PoolAnswer, type PoolThread, startThread } from "./pool-thread";
import { captureCall, closeBitmaps } from "./sendable";

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
 * Opens analyzers in worker threads (Node) or Web Workers (pages). One request is one thread's until it is answered; others wait in a queue
 * that has an end.
 *
 * A thread that crashes, or works for longer than `workTimeout`, fails the one request that it had, and another one is started.
 *
 * @throws InvalidArgumentError for unknown options, RuntimeMissingError without workers, and the errors of opening an analyzer.
 *
 * @example
 * ```ts
 * await using pool = await createFacePool({ threads: 2 });
 * const faces = await pool.analyze("family.jpg");
 * ```
 */
export async function createFacePool(options: FacePoolOptions = {}): Promise<FacePool> {
  const { threads, queue, workTimeout, analyzer, worker, signal } = completePoolOptions(options);
  signal?.throwIfAborted();
  const places: Place[] = Array.from({ length: threads }, () => ({ state: "down" }));
  const waiting: Job[] = [];
  /** Requests whose pictures are being captured from the page, before they are queued. */
  let capturing = 0;
  let lastId = 0;
  let disposing: Promise<void> | undefined;

  const start = async (place: Place): Promise<void> => {
    place.state = "starting";
    const onEnd = () => {
      const wasBusy = place.state === "busy";
      place.state = "down";
      // One that dies without work would die again and again: it is started when it is needed.
      if (wasBusy && !disposing) void start(place).catch(() => {});
    };
    try {
      place.thread = startThread({ analyzer }, { worker, workTimeout, onEnd });
      await place.thread.ready;
    } catch (error) {
      await place.thread?.stop();
      place.state = "down";
      if (places.every(({ state }) => state === "down")) for (const job of waiting.splice(0)) job.reject(error);
      throw error;
    }
    place.state = "idle";
    dispatch();
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

  const checkRoom = () => {
    const free = places.filter(({ state }) => state !== "busy").length;
    if (waiting.length + capturing >= queue + free)
      throw new PoolFullError(
        queue,
        `All ${threads} threads of the face pool are busy and ${queue} requests are waiting, which is the limit. Try again later (a server should answer 503), or raise queue or threads of createFacePool().`,
      );
  };

  const ask = async (call: PoolCall, abort: AbortSignal | undefined): Promise<PoolAnswer> => {
    if (disposing) throw new DisposedError("face pool");
    abort?.throwIfAborted();
    checkRoom();
    const captured = captureCall(call, abort);
    const id = ++lastId;
    let onAbort = () => {};
    const answer = new Promise<PoolAnswer>((resolve, reject) => {
      let job: Job | undefined;
      let holdsPlace = captured !== undefined;
      const leavePlace = () => {
        if (holdsPlace) capturing--;
        holdsPlace = false;
      };
      const wait = (sendable: PoolCall) => {
        if (disposing) reject(new DisposedError("face pool"));
        if (disposing || abort?.aborted) return closeBitmaps(sendable);
        job = { id, call: sendable, resolve, reject };
        waiting.push(job);
        dispatch();
      };
      onAbort = () => {
        leavePlace();
        const index = job ? waiting.indexOf(job) : -1;
        if (index >= 0) closeBitmaps(waiting.splice(index, 1)[0]!.call);
        else places.find((place) => place.job && place.job === job)?.thread?.abort(id);
        reject(abort!.reason);
      };
      abort?.addEventListener("abort", onAbort, { once: true });
      if (!captured) return wait(call);
      capturing++;
      void captured.finally(leavePlace).then(wait, reject);
    });
    return answer.finally(() => abort?.removeEventListener("abort", onAbort));
  };

  const end = async () => {
    for (const job of waiting.splice(0)) {
      closeBitmaps(job.call);
      job.reject(new DisposedError("face pool"));
    }
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
