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
export { registerWasmGradients } from "./register";
