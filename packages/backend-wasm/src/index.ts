/**
 * Runs the networks on WebAssembly kernels of their own.
 *
 * The network as a graph for `@fagr/engine`, which compiles it to calls of SIMD kernels. The default in pages and in Node: no runtime to
 * install, a small download, nothing to serve.
 *
 * @module @fagr/backend-wasm
 */

export { type WasmBackendOptions, wasmBackend } from "./wasm-backend";
