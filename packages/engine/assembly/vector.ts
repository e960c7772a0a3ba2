/** sum + a * b, four floats: one instruction where relaxed SIMD is compiled in, two elsewhere. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

/**
 * PReLU of four floats: x + min(x, 0) * bend, where `bend` points to slope - 1 of each channel. pmin is one instruction where min is
 * five: it need not care for NaN.
 */
// @ts-ignore: decorator
@inline
export function prelu(x: v128, bend: usize): v128 {
  return multiplyAdd(x, f32x4.pmin(f32x4.splat(0), x), v128.load(bend));
}

/** x, but not below four times the number at `limits` and not above the four numbers behind it. NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function clip(x: v128, limits: usize): v128 {
  return f32x4.pmin(f32x4.pmax(x, v128.load(limits)), v128.load(limits, 16));
}

/** How sums are bent before they are stored: not at all, by a slope for each channel, or clipped to limits. */
// @ts-ignore: decorator
@inline
export const LINEAR: i32 = 0;
// @ts-ignore: decorator
@inline
export const PRELU: i32 = 1;
// @ts-ignore: decorator
@inline
export const CLIP: i32 = 2;

/** Four floats as `mode` says; `slopes` points to PReLU's numbers of these channels or to the limits. */
// @ts-ignore: decorator
@inline
export function activate(x: v128, mode: i32, slopes: usize): v128 {
  if (mode == LINEAR) return x;
  if (mode == PRELU) return prelu(x, slopes);
  return clip(x, slopes);
}
