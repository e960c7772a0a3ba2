/**
 * Finds the adapter of WebGPU, in the browser and in Node.
 *
 * A browser brings `navigator.gpu`, Node gets it from the package `webgpu` (Dawn). Software adapters are refused unless they are allowed:
 * they are slower than WebAssembly.
 *
 * @module @fagr/backend-webgpu/adapter
 */

export type { GraphicsAdapter, GraphicsAdapterOptions } from "@fagr/core/backend";
export { requireGraphicsAdapter } from "./require-adapter";
