import type { AgeGenderBackend } from "@fagr/core";
import { checkOptions } from "@fagr/core/backend";
import { type Arithmetic, type CompiledKernels, compileKernels } from "@fagr/engine";
import { createWasmNetwork } from "./wasm-network";

/** Options of {@link wasmBackend}. */
export interface WasmBackendOptions {
  /** From `createKernels()` of `@fagr/engine`, if nothing may be compiled at run time. Default: compiled here, once. */
  readonly kernels?: CompiledKernels;
  /** Arithmetic of the matrix products. Default: the faster one on this processor, `"int16"` on x86 and `"float32"` elsewhere. */
  readonly arithmetic?: Arithmetic;
}

/**
 * Runs networks on WebAssembly kernels that were written for them: nothing to install beside this package, a few kilobytes to
 * download, in Node, browsers and workers. One thread. Where the engine has relaxed SIMD (Node 22, Chromium 114), its fused
 * multiply-adds are used; Node 20 has them after `enableRelaxedSimd()` of `@fagr/core`.
 *
 * Large batches yield to other tasks, so that a page stays responsive. A page with a Content-Security-Policy needs
 * `'wasm-unsafe-eval'` in `script-src`.
 *
 * @example
 * ```ts
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { weights } from "@fagr/weights";
 *
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
 * ```
 */
export function wasmBackend(options: WasmBackendOptions = {}): AgeGenderBackend {
  checkOptions(options, ["kernels", "arithmetic"], "wasmBackend()");
  const { kernels, arithmetic } = options;
  const compiled = async () => kernels ?? compileKernels();
  return {
    name: "wasm",
    async isAvailable() {
      try {
        const { instructions } = await compiled();
        const text = instructions === "simd" ? "SIMD" : "relaxed SIMD";
        return { available: true, reason: `WebAssembly with ${text} runs here.` };
      } catch (error) {
        return { available: false, reason: (error as Error).message };
      }
    },
    createNetwork: async (weights) => createWasmNetwork(weights, { kernels: await compiled(), arithmetic }),
  };
}
