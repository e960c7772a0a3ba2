import { type AnalyzeOptions, InvalidArgumentError } from "@fagr/core";
import { checkOptions, decodeOptionNames, describeValue, isKind, loadImageOptionNames } from "@fagr/core/backend";
import { poolHost } from "#pool-host";
import type { WorkerFactory } from "./pool-host";

/** The number of threads, the length of the queue, and the analyzer in each thread. */
export interface FacePoolOptions {
  /**
   * Worker threads, 1 to 256, each with its own analyzer of about 200 MB. Default: one less than the number of cores, at least 1
   * and at most 4.
   */
  threads?: number | undefined;
  /** Requests that may wait while all threads are busy, 0 or more. Default 64. One more fails at once with a PoolFullError. */
  queue?: number | undefined;
  /**
   * Milliseconds that a thread may work on one request, 1 to 2,147,483,647. Then it is ended and replaced, and the request fails
   * with a WorkerCrashedError. Default 600,000 (ten minutes), for calls with many faces; on an interactive server use about
   * 30,000.
   */
  workTimeout?: number | undefined;
  /**
   * In Node: a module (a `file:` URL or an absolute path) whose default export is called in each thread and returns its analyzer,
   * for other weights or another detector. Default: `createFaceAnalyzer()`. Do not use onnxruntime-node there: the process may
   * abort when such a thread ends.
   */
  analyzer?: URL | string | undefined;
  /**
   * Starts a worker whose script calls `serveFacePool()` of `@fagr/analyzer/pool-worker`, in Node or in a page. Use it if a
   * bundler has to see the script, or for other weights or another detector in a page. It is called again after a crash. Default:
   * the worker of this package.
   */
  worker?: WorkerFactory | undefined;
  /** Stops the start. */
  signal?: AbortSignal | undefined;
}

/** Options of a call that are data; functions such as `fetch` and `onProgress` cannot be sent to another thread. */
export type PoolCallOptions = Omit<AnalyzeOptions, "model" | "detector" | "fetch" | "onProgress">;

const unsendable: readonly string[] = ["fetch", "onProgress"];
const callOptionNames = ["batchSize", "mirror", ...decodeOptionNames, ...loadImageOptionNames].filter(
  (name) => !unsendable.includes(name),
);

/** Options without a gap. */
export interface CompletePoolOptions {
  readonly threads: number;
  readonly queue: number;
  readonly workTimeout: number;
  readonly analyzer: string | undefined;
  readonly worker: WorkerFactory | undefined;
  readonly signal: AbortSignal | undefined;
}

/** @throws InvalidArgumentError that says what was expected. */
export function completePoolOptions(options: FacePoolOptions): CompletePoolOptions {
  checkOptions(options, ["threads", "queue", "workTimeout", "analyzer", "worker", "signal"], "createFacePool()");
  const {
    threads = Math.min(4, Math.max(1, poolHost.countCores() - 1)),
    queue = 64,
    workTimeout = 600_000,
    worker,
    signal,
  } = options;
  checkWhole("threads", threads, 1, 256);
  checkWhole("queue", queue, 0, 1_000_000);
  checkWhole("workTimeout", workTimeout, 1, 2 ** 31 - 1);
  checkSignal(signal, "createFacePool()");
  if (worker !== undefined && typeof worker !== "function")
    throw new InvalidArgumentError(
      `createFacePool(): expected worker to be a function that starts one, because crashed threads are replaced, received ${describeValue(worker)}.`,
    );
  if (worker && options.analyzer !== undefined)
    throw new InvalidArgumentError(
      "createFacePool(): expected analyzer or worker, received both. A worker's script opens its analyzer itself: serveFacePool(create).",
    );
  const analyzer = options.analyzer === undefined ? undefined : poolHost.locateModule(options.analyzer);
  return { threads, queue, workTimeout, analyzer, worker, signal };
}

/** @throws InvalidArgumentError that lists the options. */
export function checkCallOptions(options: PoolCallOptions, call: string): void {
  checkOptions(options, callOptionNames, call);
  checkSignal(options.signal, call);
}

function checkWhole(name: string, value: unknown, least: number, most: number): void {
  if (!(Number.isInteger(value) && Number(value) >= least && Number(value) <= most))
    throw new InvalidArgumentError(
      `createFacePool(): expected ${name} to be a whole number from ${least} to ${most}, received ${describeValue(value)}.`,
    );
}

function checkSignal(signal: unknown, call: string): void {
  if (signal !== undefined && !isKind(signal, "AbortSignal"))
    throw new InvalidArgumentError(`${call}: expected signal to be an AbortSignal, received ${describeValue(signal)}.`);
}
