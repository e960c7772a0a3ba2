export {
  type BatchNormActivationInputs,
  type BatchNormActivationResult,
  batchNormActivation,
} from "./batch-norm-activation";
export { registerWasmGradients } from "./register";
