// What this engine's WebAssembly can do: SIMD, relaxed SIMD, or nothing, with the reason in a sentence.

/** Instructions that kernels use: relaxed SIMD has a fused multiply-add, which rounds once instead of twice. */
export type SimdInstructions = "relaxed-simd" | "simd";

/** The same WebAssembly module compiled for both, as base64: bundlers need not find a file, and pages need not download one. */
export interface SimdVariants {
  readonly simd: string;
  readonly relaxedSimd: string;
}

/**
 * Decodes the variant for the best instructions that this engine has: relaxed SIMD in Node 22, Chromium 114 and newer
 * and wherever else it validates, else plain SIMD. An engine without any SIMD rejects it when it compiles.
 */
export function chooseSimdVariant({ simd, relaxedSimd }: SimdVariants): {
  instructions: SimdInstructions;
  binary: Uint8Array<ArrayBuffer>;
} {
  const relaxed = decodeBase64(relaxedSimd);
  if (WebAssembly.validate(relaxed)) return { instructions: "relaxed-simd", binary: relaxed };
  return { instructions: "simd", binary: decodeBase64(simd) };
}

/**
 * Turns relaxed SIMD on where the engine hides it behind a flag: Node 20. The flag holds for the whole process and only affects
 * later compilations, so call it before the first model is loaded or trained. Elsewhere it does nothing.
 *
 * @example
 * ```ts
 * import { enableRelaxedSimd } from "@fagr/core";
 *
 * enableRelaxedSimd(); // about a third faster in Node 20
 * ```
 */
export function enableRelaxedSimd(): void {
  const { process } = globalThis as { process?: NodeProcess };
  if (process?.versions?.node?.startsWith("20."))
    process.getBuiltinModule?.("node:v8").setFlagsFromString("--experimental-wasm-relaxed-simd");
}

/** The part of Node's process that {@link enableRelaxedSimd} looks at; browsers have none. */
interface NodeProcess {
  readonly versions?: { readonly node?: string };
  getBuiltinModule?(name: "node:v8"): { setFlagsFromString(flags: string): void };
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
