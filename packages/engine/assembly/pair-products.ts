/**
 * Whether the processor multiplies pairs of int16 and adds the products in one instruction, as all of x86 do. ARM's need three, and its floats
 * are quicker. WebAssembly does not say which it runs on, but lets it show: x86's 0 / 0 is a NaN with its sign set, ARM's one without.
 *
 * @param zero - 0, which the compiler must not know.
 */
export function hasPairProducts(zero: f32): bool {
  return reinterpret<i32>(zero / zero) < 0;
}
