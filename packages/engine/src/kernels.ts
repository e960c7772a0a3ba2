import { InvalidArgumentError, RuntimeMissingError } from "@fagr/core";
import { chooseSimdVariant, reasonOf, requireWebAssembly, type SimdInstructions } from "@fagr/core/backend";
import { kernels as variants } from "./generated/kernels";
import type { Arithmetic } from "./program";

// biome-ignore format: one parameter a line would hide the order
/** The exports of assembly/index.ts. Pointers are byte offsets into the memory that they work on; 0 is "none". */
export interface Kernels {
  panelColumns(): number;
  pointwise(left: number, panels: number, bias: number, mode: number, slopes: number, residual: number, out: number, offsets: number, M: number, K: number, N: number): void;
  pointwiseInt16(left: number, panels: number, scales: number, bias: number, mode: number, slopes: number, residual: number, out: number, offsets: number, M: number, K: number, N: number, scratch: number, block: number): void;
  hasPairProducts(zero: number): number;
  depthwise(image: number, filter: number, bias: number, mode: number, slopes: number, out: number, row: number, outRow: number, C: number, outHeight: number, outWidth: number, kernelHeight: number, kernelWidth: number, stride: number): void;
  patches(image: number, out: number, rowFloats: number, outHeight: number, outWidth: number, kernelHeight: number, run: number, stride: number, step: number): void;
  pool(source: number, row: number, height: number, width: number, C: number, average: number, windowHeight: number, windowWidth: number, stride: number, top: number, left: number, out: number, outRow: number, outHeight: number, outWidth: number): void;
  transfer(source: number, sourceRow: number, factor: number, added: number, addedRow: number, mode: number, slopes: number, out: number, outRow: number, C: number, height: number, width: number): void;
  placeChannels(source: number, row: number, pitch: number, out: number, outRow: number, outPitch: number, channels: number, height: number, width: number): void;
  sigmoid(source: number, out: number, count: number): void;
  blendRows(source: number, rowBytes: number, weights: number, count: number, out: number, length: number): void;
  blendPixels(row: number, starts: number, counts: number, weights: number, stride: number, out: number, width: number): void;
}

/** The kernels' module, compiled once for the whole process or page. */
export interface CompiledKernels {
  readonly instructions: SimdInstructions;
  readonly module: WebAssembly.Module;
  /** Columns of a panel of weights, as these kernels want them. */
  readonly panelColumns: number;
  /** The arithmetic that is the faster one on this processor. */
  readonly arithmetic: Arithmetic;
}

const packageName = "@fagr/engine";

let compiling: Promise<CompiledKernels> | undefined;

/**
 * Compiles the kernels, once for all who ask.
 *
 * @throws RuntimeMissingError where there is no WebAssembly, no SIMD, or the page's policy forbids to compile it.
 */
export function compileKernels(): Promise<CompiledKernels> {
  compiling ??= compile();
  // What fails is tried anew: the flag or the policy may have changed.
  compiling.catch(() => {
    compiling = undefined;
  });
  return compiling;
}

async function compile(): Promise<CompiledKernels> {
  requireWebAssembly(packageName);
  const { binary } = chooseSimdVariant(variants);
  if (!WebAssembly.validate(binary))
    throw new RuntimeMissingError(
      "WebAssembly",
      `${packageName} cannot run: this engine's WebAssembly has no SIMD (Chromium 91, Firefox 89, Safari 16.4 and newer have). Use another backend.`,
    );
  return describe(await WebAssembly.compile(binary));
}

/**
 * Kernels from a module that was compiled beforehand, for runtimes that compile nothing while they run: edge runtimes take a `.wasm` file as an
 * import, `@fagr/engine/kernels/simd.wasm`, or `relaxed-simd.wasm` where they have those instructions.
 *
 * @throws InvalidArgumentError if the module is another one.
 *
 * @example
 * ```ts
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { createKernels } from "@fagr/engine";
 * import module from "@fagr/engine/kernels/simd.wasm";
 *
 * const backend = wasmBackend({ kernels: createKernels(module) });
 * ```
 */
export function createKernels(module: WebAssembly.Module): CompiledKernels {
  try {
    return describe(module);
  } catch (cause) {
    throw new InvalidArgumentError(
      `Expected a WebAssembly.Module of the kernels that come with ${packageName}, received another one: ${reasonOf(cause)}.`,
      { cause },
    );
  }
}

/** What the kernels say of themselves and of the processor. */
function describe(module: WebAssembly.Module): CompiledKernels {
  const kernels = instantiateKernels({ module }, new WebAssembly.Memory({ initial: 1 }));
  const panelColumns = kernels.panelColumns();
  return {
    module,
    panelColumns,
    // See assembly/pointwise.ts.
    instructions: panelColumns === 12 ? "relaxed-simd" : "simd",
    arithmetic: kernels.hasPairProducts(0) ? "int16" : "float32",
  };
}

/** The kernels on a memory. */
export function instantiateKernels({ module }: Pick<CompiledKernels, "module">, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
