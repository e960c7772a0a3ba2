/**
 * Runs the networks on WebAssembly kernels of their own.
 *
 * @module @fagr/backend-wasm
 */

export { wasmBackend } from "./wasm-backend";
