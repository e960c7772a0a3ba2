/**
 * Finds what WebGPU runs on, in the browser and in Node.
 *
 * @module @fagr/backend-webgpu/adapter
 */

export { type GraphicsAdapter, type GraphicsAdapterOptions, requireGraphicsAdapter } from "./require-adapter";
