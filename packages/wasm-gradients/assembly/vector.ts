/** *pointer += value, four floats. */
// @ts-ignore: decorator
@inline
export function addTo(pointer: usize, value: v128): void {
  v128.store(pointer, f32x4.add(v128.load(pointer), value));
}

/** sum + a * b, four floats: one instruction where relaxed SIMD is compiled in, two elsewhere. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}
