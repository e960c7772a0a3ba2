/**
 * Runs the networks on WebAssembly kernels of their own.
 *
 * @module @fagr/backend-wasm
 */

export { type WasmBackendOptions, wasmBackend } from "./wasm-backend";
