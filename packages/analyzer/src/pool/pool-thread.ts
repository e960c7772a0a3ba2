import { Worker } from "node:worker_threads";
import { InvalidArgumentError } from "@fagr/core";
import { reasonOf, WorkerCrashedError } from "@fagr/core/backend";
import type { PoolAnswers, PoolCall, PoolReply, PoolRequest, PoolStart } from "./messages";
import { fromPlainError } from "./plain-error";
import { toSendable } from "./sendable";

/** What any call may be answered with. */
export type PoolAnswer = PoolAnswers[PoolCall["kind"]];

/** One worker. It works on one call at a time; once it has ended it is of no more use. */
export interface PoolThread {
  /** Rejects if it cannot open its analyzer, or ends before it has. */
  readonly ready: Promise<void>;
  /**
   * The worker's answer or error.
   *
   * @throws WorkerCrashedError if the thread ends first or works for too long, InvalidArgumentError for what cannot be sent to a thread.
   */
  run(id: number, call: PoolCall): Promise<PoolAnswer>;
  /** Asks it to leave off a call: `run()` settles when it has. */
  abort(id: number): void;
  stop(): Promise<void>;
}

/** A call that a thread works on. */
interface RunningCall {
  readonly id: number;
  /** Ends the thread if it does not answer. */
  readonly timer: ReturnType<typeof setTimeout>;
  resolve(answer: PoolAnswer): void;
  reject(error: Error): void;
}

/**
 * Starts a worker.
 *
 * @param options - `workTimeout`: milliseconds that it may work on a call. `onEnd` is told once that the thread has ended, for whatever reason,
 * after `run()` has been.
 */
export function startThread(
  start: PoolStart,
  { workTimeout, onEnd }: { readonly workTimeout: number; readonly onEnd: () => void },
): PoolThread {
  const worker = new Worker(new URL("./pool-worker.js", import.meta.url), { workerData: start, ...threadArguments() });
  let running: RunningCall | undefined;
  let crash: unknown;
  const send = (request: PoolRequest, transfer: readonly ArrayBuffer[] = []) => worker.postMessage(request, transfer);
  const finish = (id: number) => {
    if (running?.id !== id) return undefined;
    const finished = running;
    running = undefined;
    clearTimeout(finished.timer);
    // A thread without work does not keep the process alive.
    worker.unref();
    return finished;
  };

  const ready = new Promise<void>((resolve, reject) => {
    worker.on("message", (reply: PoolReply) => {
      if (reply.kind === "answer") finish(reply.id)?.resolve(reply.answer);
      else if (reply.kind === "error") finish(reply.id)?.reject(fromPlainError(reply.error));
      else if (reply.kind === "unready") reject(fromPlainError(reply.error));
      else {
        worker.unref();
        resolve();
      }
    });
    worker.on("error", (error) => {
      crash = error;
    });
    worker.on("messageerror", (error) => {
      crash = error;
      void worker.terminate();
    });
    worker.on("exit", (code) => {
      const error = new WorkerCrashedError(
        `A thread of the face pool ended ${crash === undefined ? `with code ${code}` : `(${reasonOf(crash)})`} before it answered. Other requests go on and a new thread takes its place; try this one again once, and leave its picture out if that happens again.`,
        crash === undefined ? {} : { cause: crash },
      );
      reject(error);
      if (running) finish(running.id)?.reject(error);
      onEnd();
    });
  });
  // Whoever starts it may look at it later than it fails.
  ready.catch(() => {});

  return {
    ready,
    run: (id, call) =>
      new Promise((resolve, reject) => {
        try {
          const { call: sendable, transfer } = toSendable(call);
          send({ id, call: sendable }, transfer);
        } catch (cause) {
          const message = `Expected pictures and options that can be sent to another thread (paths, bytes, Blobs, pixels, plain values), but Node says: ${reasonOf(cause)}. A forgotten await gives a promise, for one.`;
          reject(new InvalidArgumentError(message, { cause }));
          return;
        }
        const timer = setTimeout(() => {
          crash = new Error(`it worked for ${workTimeout} ms without an answer, which is the workTimeout of the pool`);
          void worker.terminate();
        }, workTimeout);
        running = { id, timer, resolve, reject };
        worker.ref();
      }),
    abort: (id) => send({ abort: id }),
    async stop() {
      await worker.terminate();
    },
  };
}

/** A thread gets the process's options of Node, of which `--input-type` is about a program on the command line and refused for files. */
function threadArguments(): { execArgv?: string[] } {
  return process.execArgv.some((argument) => argument.startsWith("--input-type")) ? { execArgv: [] } : {};
}
