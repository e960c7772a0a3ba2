/**
 * Runs the networks on TensorFlow.js: WebAssembly, WebGL or plain JavaScript.
 *
 * @module @fagr/backend-tfjs
 */

export { type TfjsBackendOptions, type TfjsRuntimeName, tfjsRuntimeNames } from "./options";
export { tfjsBackend } from "./tfjs-backend";
