/**
 * Runs the networks on TensorFlow.js: WebAssembly, WebGL or plain JavaScript.
 *
 * Works on an engine that the application may be using too: the active backend is borrowed for each call and given back.
 *
 * @module @fagr/backend-tfjs
 */

export { type TfjsBackendOptions, type TfjsRuntimeName, tfjsRuntimeNames } from "./options";
export { tfjsBackend } from "./tfjs-backend";
