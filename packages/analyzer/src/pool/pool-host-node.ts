import { availableParallelism } from "node:os";
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { InvalidArgumentError } from "@fagr/core";
import { describeValue, isKind, reasonOf } from "@fagr/core/backend";
import type { PoolHost } from "./pool-host";

/** Workers of `node:worker_threads`. */
export const poolHost: PoolHost = {
  countCores: availableParallelism,

  locateModule(module) {
    if (isKind(module, "URL") || (typeof module === "string" && module.startsWith("file:"))) return String(module);
    if (typeof module === "string" && isAbsolute(module)) return pathToFileURL(module).href;
    throw new InvalidArgumentError(
      `createFacePool(): expected analyzer to be a module's file: URL or absolute path, such as new URL("./my-analyzer.js", import.meta.url), received ${describeValue(module)}. An analyzer itself cannot be sent to a thread.`,
    );
  },

  openWorker(start, makeWorker, { onReply, onEnd }) {
    const worker = (makeWorker?.() ??
      new Worker(new URL("./pool-worker-node.js", import.meta.url), {
        workerData: start,
        ...threadArguments(),
      })) as Worker;
    if (!(worker instanceof Worker))
      throw new InvalidArgumentError(
        `createFacePool(): expected worker() to give a Worker of node:worker_threads, received ${describeValue(worker)}.`,
      );
    let crash: unknown;
    worker.on("message", onReply);
    worker.on("error", (error) => {
      crash = error;
    });
    worker.on("messageerror", (error) => {
      crash = error;
      void worker.terminate();
    });
    worker.on("exit", (code) => {
      if (crash === undefined) onEnd(`with code ${code}`);
      else onEnd(`(${reasonOf(crash)})`, crash);
    });
    return {
      send: (request, transfer) => worker.postMessage(request, transfer as readonly ArrayBuffer[]),
      keepAlive: (isWorking) => (isWorking ? worker.ref() : worker.unref()),
      async end(reason) {
        crash ??= reason;
        await worker.terminate();
      },
    };
  },
};

/** A thread gets the process's options of Node, of which `--input-type` is about a program on the command line and refused for files. */
function threadArguments(): { execArgv?: string[] } {
  return process.execArgv.some((argument) => argument.startsWith("--input-type")) ? { execArgv: [] } : {};
}
