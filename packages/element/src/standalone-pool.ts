/**
 * `@fagr/analyzer/pool` with its worker and all that it needs in one folder, for pages without a bundler: one import from one address.
 *
 * @module @fagr/element/standalone-pool
 */

import { createFacePool as createPool, type FacePool, type FacePoolOptions } from "@fagr/analyzer/pool";

/** As `createFacePool()` of `@fagr/analyzer/pool`; its workers are loaded from the same place as this script, even from another origin. */
export const createFacePool = (options: FacePoolOptions = {}): Promise<FacePool> =>
  createPool({ worker: startWorker, ...options });

function startWorker(): Worker {
  const script = new URL("./pool-worker-browser.js", import.meta.url);
  if (script.origin === location.origin) return new Worker(script, { type: "module" });
  // Workers have to be of the page's origin, but may import from others: from a content delivery network, for one.
  const code = new Blob([`import ${JSON.stringify(script.href)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(code);
  return new Worker(address, { type: "module" });
}

export { type FacePool, type FacePoolOptions, PoolFullError, WorkerCrashedError } from "@fagr/analyzer/pool";
