/**
 * Runs the networks on the graphics card, by WebGPU.
 *
 * @module @fagr/backend-webgpu
 */

export { type WebgpuBackendOptions, webgpuBackend } from "./webgpu-backend";
