/**
 * Chooses the fastest backend that runs here, and says why.
 *
 * Each backend package describes itself; the candidates generated from these descriptions are imported one after the other until one is
 * available. A page's bundle holds only candidates for browsers.
 *
 * @module @fagr/backend-auto
 */

export { type AutoBackendOptions, autoBackend } from "./auto-backend";
export type { BackendName } from "./candidates/backend-name";
export { type BackendChoice, chooseBackend } from "./choose-backend";
export { backendNames, createBackend } from "./create-backend";
export { type BackendReport, type CandidateOptions, listBackends } from "./list-backends";
