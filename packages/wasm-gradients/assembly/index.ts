// Kernels on a memory that this module imports: the heap of tfjs-backend-wasm, or one of our own. Every pointer is a byte
// offset to float32 data in NHWC layout. The module owns no memory: scratch space is passed in, and it must have no data segment
// (scripts/compile-kernels.mjs checks that), since that would overwrite tfjs's own.
export { matmulTransposedLeft, matmulTransposedRight, multiplyPanels, packPanels } from "./matmul";
export { extractPatches } from "./patches";
export { depthwiseFilterGradient, depthwiseForward, depthwiseScatter } from "./depthwise";
export {
  accumulateMoments,
  activationGradientSums,
  channelMoments,
  finishMoments,
  normaliseActivate,
  normaliseGradient,
} from "./normalise";
export { copyImage, fillZero } from "./memory";
