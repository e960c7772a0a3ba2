/**
 * Networks from tfjs operations, for any tfjs backend.
 *
 * The inference steps as tfjs operations. All backends on tfjs share this: they differ in the tfjs backend that they start.
 *
 * @module @fagr/backend-tfjs/network
 */

export { createTfjsNetwork, type TfjsNetworkOptions } from "./create-network";
export { loadTfjs, missingPackage } from "./load-tfjs";
export { type StartTfjsBackendOptions, startTfjsBackend } from "./start-backend";
export type { Tfjs } from "./tfjs";
