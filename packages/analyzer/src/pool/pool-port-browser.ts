import { toPlainError } from "./plain-error";
import type { OpenPoolPort, PoolPort } from "./pool-port";

/** A Web Worker's channel. */
export const openPoolPort: OpenPoolPort = () => {
  const { DedicatedWorkerGlobalScope: Scope } = globalThis as { DedicatedWorkerGlobalScope?: new () => unknown };
  if (!Scope || !(globalThis instanceof Scope)) return undefined;
  const port: PoolPort = {
    post: (reply) => globalThis.postMessage(reply),
    onRequest: (listener) => addEventListener("message", ({ data }) => listener(data)),
    lock: holdLock(),
  };
  // Node ends a thread that leaves a promise's error to nobody; here the page would not hear of it.
  addEventListener("unhandledrejection", ({ reason }) => port.post({ kind: "crashed", error: toPlainError(reason) }));
  return port;
};

/** Held until the worker ends. Insecure contexts have no locks. */
function holdLock(): Promise<string | undefined> {
  const { locks } = navigator as Partial<Navigator>;
  if (!locks) return Promise.resolve(undefined);
  const name = `fagr face pool ${crypto.randomUUID()}`;
  return new Promise((resolve) => {
    const hold = () => {
      resolve(name);
      return new Promise<never>(() => {});
    };
    locks.request(name, hold).catch(() => resolve(undefined));
  });
}
