/** `count` rounds of twelve independent multiply-adds on four floats each, in registers: what this processor can do at most. */
export function multiplyAdds(count: i32): f32 {
  const a = f32x4.splat(0.999);
  const b = f32x4.splat(0.001);
  let s0 = f32x4.splat(1);
  let s1 = f32x4.splat(2);
  let s2 = f32x4.splat(3);
  let s3 = f32x4.splat(4);
  let s4 = f32x4.splat(5);
  let s5 = f32x4.splat(6);
  let s6 = f32x4.splat(7);
  let s7 = f32x4.splat(8);
  let s8 = f32x4.splat(9);
  let s9 = f32x4.splat(10);
  let s10 = f32x4.splat(11);
  let s11 = f32x4.splat(12);
  for (let i = 0; i < count; i++) {
    s0 = step(s0, a, b);
    s1 = step(s1, a, b);
    s2 = step(s2, a, b);
    s3 = step(s3, a, b);
    s4 = step(s4, a, b);
    s5 = step(s5, a, b);
    s6 = step(s6, a, b);
    s7 = step(s7, a, b);
    s8 = step(s8, a, b);
    s9 = step(s9, a, b);
    s10 = step(s10, a, b);
    s11 = step(s11, a, b);
  }
  const low = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.add(s4, s5));
  const high = f32x4.add(f32x4.add(f32x4.add(s6, s7), f32x4.add(s8, s9)), f32x4.add(s10, s11));
  return f32x4.extract_lane(f32x4.add(low, high), 0);
}

// @ts-ignore: decorator
@inline
function step(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(sum, a, b);
  return f32x4.add(f32x4.mul(sum, a), b);
}

/** Copies `bytes` from one address to another. */
export function copy(from: usize, to: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}
