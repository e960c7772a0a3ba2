/**
 * A face analyzer in worker threads, for servers (Node), and in Web Workers, for pages.
 *
 * Each thread has an analyzer of its own, so inference never blocks the server's event loop. Pictures are sent as bytes or raw pixels,
 * answers and errors come back as plain objects; a full queue refuses instead of growing.
 *
 * @module @fagr/analyzer/pool
 */

export { PoolFullError, WorkerCrashedError } from "@fagr/core/backend";
export { createFacePool } from "./create-face-pool";
export type { FacePool, FacePoolLoad } from "./face-pool";
export type { StartedWorker, WorkerFactory } from "./pool-host";
export type { FacePoolOptions, PoolCallOptions } from "./pool-options";
