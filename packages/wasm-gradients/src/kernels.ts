import { kernelsBase64, relaxedKernelsBase64 } from "./generated/kernels";

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

/** Instructions that the kernels use: relaxed SIMD has a fused multiply-add, which rounds once instead of twice. */
export type KernelInstructions = "relaxed-simd" | "simd";

let compiled: { instructions: KernelInstructions; module: WebAssembly.Module } | undefined;

/** The best instructions that this engine has: relaxed SIMD where it has them, such as in Node 22, else plain SIMD. */
export function kernelInstructions(): KernelInstructions {
  return compile().instructions;
}

/**
 * Turns relaxed SIMD on where the engine hides it behind a flag: Node 20. The flag holds for the whole process and counts for what is
 * compiled later, so call it before the first training. Elsewhere there is nothing to do.
 *
 * @returns what the kernels will use
 *
 * @example
 * ```ts
 * import { enableRelaxedSimd } from "@fagr/wasm-gradients";
 *
 * console.log(`training with ${enableRelaxedSimd()}`);
 * ```
 */
export function enableRelaxedSimd(): KernelInstructions {
  const { process } = globalThis as { process?: NodeProcess };
  if (!compiled && process?.versions?.node?.startsWith("20."))
    process.getBuiltinModule?.("node:v8").setFlagsFromString("--experimental-wasm-relaxed-simd");
  return kernelInstructions();
}

/** The part of Node's process that {@link enableRelaxedSimd} looks at; browsers have none. */
interface NodeProcess {
  readonly versions?: { readonly node?: string };
  getBuiltinModule?(name: "node:v8"): { setFlagsFromString(flags: string): void };
}

/** The kernels on a memory. */
export function instantiateKernels(memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(compile().module, { env: { memory } }).exports as unknown as Kernels;
}

function compile() {
  if (!compiled) {
    const relaxed = decodeBase64(relaxedKernelsBase64);
    compiled = WebAssembly.validate(relaxed)
      ? { instructions: "relaxed-simd", module: new WebAssembly.Module(relaxed) }
      : { instructions: "simd", module: new WebAssembly.Module(decodeBase64(kernelsBase64)) };
  }
  return compiled;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
