/**
 * A face analyzer in worker threads, for servers (Node).
 *
 * @module @fagr/analyzer/pool
 */

export { PoolFullError, WorkerCrashedError } from "@fagr/core/backend";
export { createFacePool, type FacePool, type FacePoolLoad } from "./create-face-pool";
export type { FacePoolOptions, PoolCallOptions } from "./pool-options";
