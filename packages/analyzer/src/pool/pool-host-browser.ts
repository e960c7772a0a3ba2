import { InvalidArgumentError, RuntimeMissingError } from "@fagr/core";
import { describeValue, isKind, reasonOf } from "@fagr/core/backend";
import type { PoolReply } from "./messages";
import type { PoolHost } from "./pool-host";

/** Web Workers. */
export const poolHost: PoolHost = {
  countCores: () => navigator.hardwareConcurrency ?? 2,

  locateModule(module) {
    throw new InvalidArgumentError(
      `createFacePool(): expected no option analyzer in a page, received ${describeValue(module)}, because bundlers have to see a worker's script. Pass worker: () => new Worker(new URL("./my-worker.js", import.meta.url), { type: "module" }), and call serveFacePool() of @fagr/analyzer/pool-worker in that script.`,
    );
  },

  openWorker(_, makeWorker, { onReply, onEnd }) {
    if (typeof Worker === "undefined")
      throw new RuntimeMissingError(
        "Worker",
        "Expected Web Workers, which a face pool runs in, but there are none here. Use createFaceAnalyzer(), which works on this thread.",
      );
    let worker: Worker;
    try {
      worker = (makeWorker ?? startOwnWorker)() as Worker;
    } catch (cause) {
      throw new RuntimeMissingError(
        "Worker",
        `Expected a Web Worker, which a face pool runs in, but the browser says: ${reasonOf(cause)}. A worker's script has to come from the page's own origin; the option worker of createFacePool() can start another.`,
        { cause },
      );
    }
    if (!isKind(worker, "Worker"))
      throw new InvalidArgumentError(
        `createFacePool(): expected worker() to give a Worker, received ${describeValue(worker)}.`,
      );
    let hasEnded = false;
    const end = (reason: string, cause?: unknown) => {
      worker.terminate();
      if (hasEnded) return;
      hasEnded = true;
      onEnd(reason, cause);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<PoolReply>) => {
      if (hasEnded) return;
      if (data.kind === "crashed") return end(`(${data.error.message})`);
      if (data.kind === "ready" && data.lock) whenReleased(data.lock, () => end("by itself"));
      onReply(data);
    });
    // An error that nobody caught leaves a worker of a page running, in an unknown state. Without a message its script was not found.
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      end(
        `(${event.message || "its script could not be loaded: is it among the page's files, and does the Content-Security-Policy allow it?"})`,
      );
    });
    worker.addEventListener("messageerror", () => end("(a message could not be read)"));
    return {
      send: (request, transfer) => worker.postMessage(request, transfer as Transferable[]),
      keepAlive() {},
      async end(reason) {
        end(reason ? `(${reasonOf(reason)})` : "as it was told", reason);
      },
    };
  },
};

/** The worker of this package. Bundlers look for exactly this form. */
const startOwnWorker = () => new Worker(new URL("./pool-worker-browser.js", import.meta.url), { type: "module" });

/** A page is not told that a worker has ended by itself, but a lock that the worker held becomes free. */
function whenReleased(lock: string, then: () => void): void {
  navigator.locks?.request(lock, then).catch(() => {});
}
