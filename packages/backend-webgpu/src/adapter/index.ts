/**
 * Finds what WebGPU runs on, in the browser and in Node.
 *
 * @module @fagr/backend-webgpu/adapter
 */

export type { GraphicsAdapter, GraphicsAdapterOptions } from "@fagr/core/backend";
export { requireGraphicsAdapter } from "./require-adapter";
