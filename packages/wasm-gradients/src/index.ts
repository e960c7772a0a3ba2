/**
 * The kernels that tfjs's wasm backend lacks for training, as SIMD WebAssembly.
 *
 * @module @fagr/wasm-gradients
 */

export {
  type BatchNormActivationInputs,
  type BatchNormActivationResult,
  batchNormActivation,
} from "./batch-norm-activation";
export { kernelInstructions } from "./kernels";
export { Orthogonaliser } from "./orthogonaliser";
export { registerWasmGradients } from "./register";
export type { BatchPeers } from "./trunk/batch-peers";
export type { FrozenParts } from "./trunk/frozen-parts";
export { FusedTrunk } from "./trunk/fused-trunk";
export { runTrunk, type TrunkResult } from "./trunk/trunk-operation";
