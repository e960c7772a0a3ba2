import { availableParallelism } from "node:os";
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { type AnalyzeOptions, InvalidArgumentError } from "@fagr/core";
import { checkOptions, decodeOptionNames, describeValue, isKind, loadImageOptionNames } from "@fagr/core/backend";

/** How many threads, how many may wait, and what works in each. */
export interface FacePoolOptions {
  /** Worker threads, 1 to 256, each with its own analyzer. Default: one less than there are cores, at least 1 and at most 4. */
  threads?: number | undefined;
  /** Requests that may wait while all threads work, 0 or more. Default 64. One more is a PoolFullError at once. */
  queue?: number | undefined;
  /**
   * Milliseconds that a thread may work on one request, 1 to 2,147,483,647. After that it is ended and replaced, and the request fails with a
   * WorkerCrashedError. Default 600,000: ten minutes, for calls with many faces; on a server that answers people use about 30,000.
   */
  workTimeout?: number | undefined;
  /**
   * A module (a `file:` URL or an absolute path) whose default export is called in each thread and gives its analyzer: other weights, another
   * detector. Default: `createFaceAnalyzer()`. onnxruntime-node does not belong there: a process may abort when a thread ends in it.
   */
  analyzer?: URL | string | undefined;
  /** Stops the start. */
  signal?: AbortSignal | undefined;
}

/** Options of a call that are data; functions such as `fetch` and `onProgress` cannot go to another thread. */
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
  readonly signal: AbortSignal | undefined;
}

/** @throws InvalidArgumentError that says what was expected. */
export function completePoolOptions(options: FacePoolOptions): CompletePoolOptions {
  checkOptions(options, ["threads", "queue", "workTimeout", "analyzer", "signal"], "createFacePool()");
  const {
    threads = Math.min(4, Math.max(1, availableParallelism() - 1)),
    queue = 64,
    workTimeout = 600_000,
    analyzer,
    signal,
  } = options;
  checkWhole("threads", threads, 1, 256);
  checkWhole("queue", queue, 0, 1_000_000);
  checkWhole("workTimeout", workTimeout, 1, 2 ** 31 - 1);
  checkSignal(signal, "createFacePool()");
  return { threads, queue, workTimeout, analyzer: analyzer === undefined ? undefined : locate(analyzer), signal };
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

function locate(analyzer: unknown): string {
  if (isKind(analyzer, "URL") || (typeof analyzer === "string" && analyzer.startsWith("file:")))
    return String(analyzer);
  if (typeof analyzer === "string" && isAbsolute(analyzer)) return pathToFileURL(analyzer).href;
  throw new InvalidArgumentError(
    `createFacePool(): expected analyzer to be a module's file: URL or absolute path, such as new URL("./my-analyzer.js", import.meta.url), received ${describeValue(analyzer)}. An analyzer itself cannot be sent to a thread.`,
  );
}
