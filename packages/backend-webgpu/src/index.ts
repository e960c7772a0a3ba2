/**
 * Runs the networks on the GPU, by WebGPU.
 *
 * tfjs's WebGPU backend on a GPU, or on a software adapter if you allow it. The network itself is backend-tfjs's.
 *
 * @module @fagr/backend-webgpu
 */

export { type WebgpuBackendOptions, webgpuBackend } from "./webgpu-backend";
