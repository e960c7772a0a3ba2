/**
 * For a script of your own that is to be a worker of a face pool.
 *
 * @module @fagr/analyzer/pool-worker
 */

export { serveFacePool } from "./pool/serve-face-pool";
