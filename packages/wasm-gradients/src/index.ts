/**
 * The kernels that tfjs's wasm backend lacks for training, as SIMD WebAssembly.
 *
 * Forward and backward kernels in AssemblyScript (assembly/) that register themselves with tfjs, and a fused pass through the whole trunk
 * of the network.
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
export { FusedTrunk, type TrunkOptions } from "./trunk/fused-trunk";
export { type StyleMixing, styleEpsilon } from "./trunk/style-mixing";
export { runTrunk, type TrunkResult } from "./trunk/trunk-operation";
