import type { PoolReply, PoolRequest, PoolStart } from "./messages";

/** A worker as the pool uses it, of Node or of a browser. */
export interface PoolWorker {
  send(request: PoolRequest, transfer: readonly Transferable[]): void;
  /** Whether it keeps the process alive. Pages have no such thing. */
  keepAlive(isWorking: boolean): void;
  /** Ends it. The reason is passed to `onEnd`. */
  end(reason?: Error): Promise<void>;
}

/** What a worker tells. */
export interface WorkerEvents {
  onReply(reply: PoolReply): void;
  /** Called once, whatever ended it. The reason is part of a message: "with code 1", "(…)". */
  onEnd(reason: string, cause?: unknown): void;
}

/**
 * Something that starts a worker: `new Worker(new URL("./my-worker.js", import.meta.url), { type: "module" })`, in whose script
 * `serveFacePool()` is called.
 */
export type WorkerFactory = () => StartedWorker;

/** A Worker of a page or of `node:worker_threads`. */
export interface StartedWorker {
  // biome-ignore lint/suspicious/noExplicitAny: the two kinds of workers name their arguments differently.
  postMessage(message: any, transfer?: any): void;
  terminate(): unknown;
}

/** What `#pool-host` exports as `poolHost`: one implementation for Node, one for browsers. */
export interface PoolHost {
  /** Threads that can work at the same time. */
  countCores(): number;
  /**
   * The address of a module that threads can import.
   *
   * @throws InvalidArgumentError for an invalid address, and where there are no such modules.
   */
  locateModule(module: unknown): string;
  /** @throws RuntimeMissingError without workers, InvalidArgumentError if the factory does not return one. */
  openWorker(start: PoolStart, makeWorker: WorkerFactory | undefined, events: WorkerEvents): PoolWorker;
}
