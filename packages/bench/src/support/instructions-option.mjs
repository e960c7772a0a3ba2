/**
 * Which instructions our kernels may use, an option of benchmarks.
 *
 * @type {{ readonly kind: "text", readonly value: string, readonly default: string, readonly choices: readonly string[], readonly help: string }}
 */
export const instructionsOption = {
  kind: "text",
  value: "set",
  default: "relaxed-simd",
  choices: ["simd", "relaxed-simd"],
  help: "simd or relaxed-simd.",
};
