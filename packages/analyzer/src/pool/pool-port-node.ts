import { parentPort } from "node:worker_threads";
import type { OpenPoolPort } from "./pool-port";

/** The channel of a worker of `node:worker_threads`. */
export const openPoolPort: OpenPoolPort = () =>
  parentPort
    ? {
        post: (reply) => parentPort!.postMessage(reply),
        onRequest: (listener) => parentPort!.on("message", listener),
        lock: Promise.resolve(undefined),
      }
    : undefined;
