/** sum + a * b, four floats: one instruction where relaxed SIMD is compiled in, two elsewhere. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

/**
 * PReLU of four floats: x + min(x, 0) * bend, where `bend` points to slope - 1 of each channel. Without slopes (0) x itself. pmin is one
 * instruction where min is five: it need not care for NaN.
 */
// @ts-ignore: decorator
@inline
export function activate(x: v128, bend: usize): v128 {
  if (bend == 0) return x;
  return multiplyAdd(x, f32x4.pmin(f32x4.splat(0), x), v128.load(bend));
}
