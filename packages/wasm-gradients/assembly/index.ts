// Kernels on the heap of tfjs-backend-wasm, whose memory this module imports. Every pointer is a byte offset to
// float32 data in NHWC layout. The module owns no memory: scratch space is passed in, and it must have no data segment
// (scripts/compile-kernels.mjs checks that), since that would overwrite tfjs's own.
export { matmulTransposedLeft, matmulTransposedRight } from "./matmul";
export { extractPatches } from "./patches";
export { depthwiseFilterGradient, depthwiseInputGradient } from "./depthwise";
export { channelMoments, normaliseActivate, activationGradientSums, normaliseGradient } from "./normalise";
