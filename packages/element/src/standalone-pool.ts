/**
 * `@fagr/analyzer/pool` with its worker and all that it needs in one folder, for pages without a bundler: one import from one address.
 *
 * @module @fagr/element/standalone-pool
 */

export {
  createFacePool,
  type FacePool,
  type FacePoolOptions,
  PoolFullError,
  WorkerCrashedError,
} from "@fagr/analyzer/pool";
