import { InvalidArgumentError } from "@fagr/core";
import { reasonOf, WorkerCrashedError } from "@fagr/core/backend";
import { poolHost } from "#pool-host";
import type { PoolAnswers, PoolCall, PoolReply, PoolStart } from "./messages";
import { fromPlainError } from "./plain-error";
import type { WorkerFactory } from "./pool-host";
import { toSendable } from "./sendable";

/** The possible answers to a call. */
export type PoolAnswer = PoolAnswers[PoolCall["kind"]];

/** One worker. It works on one call at a time; after it has ended it cannot be used again. */
export interface PoolThread {
  /** Rejects if it cannot open its analyzer, or ends before it has. */
  readonly ready: Promise<void>;
  /**
   * The worker's answer or error.
   *
   * @throws WorkerCrashedError if the thread ends first or works for too long, InvalidArgumentError for what cannot be sent to a thread.
   */
  run(id: number, call: PoolCall): Promise<PoolAnswer>;
  /** Asks it to stop a call: `run()` settles when it has. */
  abort(id: number): void;
  stop(): Promise<void>;
}

/** How a thread is started. */
export interface ThreadOptions {
  readonly worker: WorkerFactory | undefined;
  /** Milliseconds that it may work on a call. */
  readonly workTimeout: number;
  /** Called once when the thread has ended, for whatever reason, after `run()` has settled. */
  readonly onEnd: () => void;
}

/** A call that a thread works on. */
interface RunningCall {
  readonly id: number;
  /** Ends the thread if it does not answer. */
  readonly timer: ReturnType<typeof setTimeout>;
  resolve(answer: PoolAnswer): void;
  reject(error: Error): void;
}

/** Starts a worker. Throws RuntimeMissingError or InvalidArgumentError if it cannot. */
export function startThread(start: PoolStart, { worker: makeWorker, workTimeout, onEnd }: ThreadOptions): PoolThread {
  let running: RunningCall | undefined;
  let isReady = false;
  let open = () => {};
  let fail = (_: Error) => {};
  const ready = new Promise<void>((resolve, reject) => {
    [open, fail] = [resolve, reject];
  });
  // Whoever starts it may look at it later than it fails.
  ready.catch(() => {});

  const worker = poolHost.openWorker(start, makeWorker, {
    onReply(reply: PoolReply) {
      if (reply.kind === "answer") finish(reply.id)?.resolve(reply.answer);
      else if (reply.kind === "error") finish(reply.id)?.reject(fromPlainError(reply.error));
      else if (reply.kind === "unready") fail(fromPlainError(reply.error));
      else if (reply.kind === "ready") {
        isReady = true;
        worker.keepAlive(false);
        open();
      }
    },
    onEnd(reason, cause) {
      const message = isReady
        ? `A thread of the face pool ended ${reason} before it answered. Other requests continue and a new thread takes its place. Try this one once more, and skip its picture if it happens again.`
        : `A thread of the face pool ended ${reason} before it was ready. Look at what its script imports and opens.`;
      const error = new WorkerCrashedError(message, cause === undefined ? {} : { cause });
      fail(error);
      if (running) finish(running.id)?.reject(error);
      onEnd();
    },
  });

  function finish(id: number): RunningCall | undefined {
    if (running?.id !== id) return undefined;
    const finished = running;
    running = undefined;
    clearTimeout(finished.timer);
    // A thread without work does not keep the process alive.
    worker.keepAlive(false);
    return finished;
  }

  return {
    ready,
    run: (id, call) =>
      new Promise((resolve, reject) => {
        try {
          const { call: sendable, transfer } = toSendable(call);
          worker.send({ id, call: sendable }, transfer);
        } catch (cause) {
          const message = `Expected pictures and options that can be sent to another thread (paths, bytes, Blobs, pixels, plain values), but ${reasonOf(cause)}. A missing await, for example, leaves a promise.`;
          reject(new InvalidArgumentError(message, { cause }));
          return;
        }
        const timer = setTimeout(() => {
          const text = `it worked for ${workTimeout} ms without an answer, which is the workTimeout of the pool`;
          void worker.end(new Error(text));
        }, workTimeout);
        running = { id, timer, resolve, reject };
        worker.keepAlive(true);
      }),
    abort: (id) => worker.send({ abort: id }, []),
    stop: () => worker.end(),
  };
}
