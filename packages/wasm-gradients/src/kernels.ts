import { chooseSimdVariant, type SimdInstructions } from "@fagr/core/backend";
import { kernels } from "./generated/kernels";

// biome-ignore format: one parameter a line would hide the order
/** The exports of assembly/index.ts. Pointers are byte offsets into the memory that they work on; 0 is "none". */
export interface Kernels {
  fillZero(pointer: number, count: number): void;
  copyImage(source: number, target: number, height: number, rowFloats: number, sourceRow: number, targetRow: number): void;
  matmulTransposedLeft(left: number, right: number, out: number, M: number, K: number, N: number, accumulate: boolean): void;
  matmulTransposedRight(left: number, right: number, out: number, packed: number, M: number, K: number, N: number): void;
  packPanels(right: number, packed: number, K: number, N: number, rowStride: number, columnStride: number): void;
  multiplyPanels(left: number, packed: number, out: number, M: number, K: number, N: number, accumulate: boolean): void;
  extractPatches(image: number, patches: number, height: number, width: number, channels: number, outHeight: number, outWidth: number, kernelHeight: number, kernelWidth: number, strideHeight: number, strideWidth: number, padTop: number, padLeft: number): void;
  depthwiseForward(padded: number, filter: number, out: number, paddedWidth: number, channels: number, outHeight: number, outWidth: number, kernelHeight: number, kernelWidth: number, strideHeight: number, strideWidth: number): void;
  depthwiseFilterGradient(padded: number, dy: number, dFilter: number, paddedWidth: number, dyWidth: number, channels: number, outHeight: number, outWidth: number, kernelHeight: number, kernelWidth: number, strideHeight: number, strideWidth: number): void;
  depthwiseScatter(dy: number, filter: number, dPadded: number, paddedWidth: number, channels: number, outHeight: number, outWidth: number, kernelHeight: number, kernelWidth: number, strideHeight: number, strideWidth: number): void;
  accumulateMoments(x: number, first: number, sums: number, squares: number, M: number, C: number): void;
  finishMoments(first: number, mean: number, variance: number, M: number, C: number): void;
  channelMoments(x: number, mean: number, variance: number, M: number, C: number): void;
  normaliseActivate(x: number, scale: number, shift: number, alpha: number, residual: number, y: number, M: number, C: number): void;
  activationGradientSums(x: number, dy: number, scale: number, shift: number, alpha: number, mean: number, sumDz: number, sumDzX: number, dAlpha: number, M: number, C: number): void;
  normaliseGradient(x: number, dy: number, scale: number, shift: number, alpha: number, xFactor: number, constant: number, dx: number, M: number, C: number): void;
}

let compiled: { instructions: SimdInstructions; module: WebAssembly.Module } | undefined;

/** The best instructions that this engine has: relaxed SIMD where it has them, such as in Node 22, else plain SIMD. */
export function kernelInstructions(): SimdInstructions {
  return compile().instructions;
}

/** The kernels on a memory. */
export function instantiateKernels(memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(compile().module, { env: { memory } }).exports as unknown as Kernels;
}

function compile() {
  if (!compiled) {
    const { instructions, binary } = chooseSimdVariant(kernels);
    compiled = { instructions, module: new WebAssembly.Module(binary) };
  }
  return compiled;
}
