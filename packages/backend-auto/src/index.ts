/**
 * Chooses the fastest backend that runs here, and tells why.
 *
 * @module @fagr/backend-auto
 */

export { type AutoBackendOptions, autoBackend } from "./auto-backend";
export type { BackendName } from "./candidates/backend-name";
export { type BackendChoice, chooseBackend } from "./choose-backend";
export { backendNames, createBackend } from "./create-backend";
export { type BackendReport, type CandidateOptions, listBackends } from "./list-backends";
