/**
 * What this processor can do at most: `count` rounds of twelve independent sums in registers, each of which grows by products of itself, so that none
 * can be done beforehand. Factors are parameters: constants would be made anew each time.
 */

/** Of four floats: 48 multiply-adds a round. */
export function multiplyAdds(count: i32, factor: f32, term: f32): f32 {
  return f32x4.extract_lane(run<f32>(count, f32x4.splat(factor), f32x4.splat(term)), 0);
}

/** Of four pairs of 16-bit whole numbers: 96 multiply-adds a round. */
export function pairProducts(count: i32, factor: i16): i32 {
  const factors = i16x8.splat(factor);
  return i32x4.extract_lane(run<i16>(count, factors, factors), 0);
}

/** Of four times four 8-bit whole numbers: 192 multiply-adds a round. */
export function byteProducts(count: i32, factor: i8): i32 {
  const factors = i8x16.splat(factor);
  return i32x4.extract_lane(run<i8>(count, factors, factors), 0);
}

// @ts-ignore: decorator
@inline
function run<T>(count: i32, factor: v128, term: v128): v128 {
  let s0 = start<T>(1);
  let s1 = start<T>(2);
  let s2 = start<T>(3);
  let s3 = start<T>(4);
  let s4 = start<T>(5);
  let s5 = start<T>(6);
  let s6 = start<T>(7);
  let s7 = start<T>(8);
  let s8 = start<T>(9);
  let s9 = start<T>(10);
  let s10 = start<T>(11);
  let s11 = start<T>(12);
  for (let i = 0; i < count; i++) {
    s0 = step<T>(s0, factor, term);
    s1 = step<T>(s1, factor, term);
    s2 = step<T>(s2, factor, term);
    s3 = step<T>(s3, factor, term);
    s4 = step<T>(s4, factor, term);
    s5 = step<T>(s5, factor, term);
    s6 = step<T>(s6, factor, term);
    s7 = step<T>(s7, factor, term);
    s8 = step<T>(s8, factor, term);
    s9 = step<T>(s9, factor, term);
    s10 = step<T>(s10, factor, term);
    s11 = step<T>(s11, factor, term);
  }
  const low = v128.xor(v128.xor(v128.xor(s0, s1), v128.xor(s2, s3)), v128.xor(s4, s5));
  const high = v128.xor(v128.xor(v128.xor(s6, s7), v128.xor(s8, s9)), v128.xor(s10, s11));
  return v128.xor(low, high);
}

// @ts-ignore: decorator
@inline
function start<T>(seed: i32): v128 {
  return isFloat<T>() ? f32x4.splat(<f32>seed) : i32x4.splat(seed);
}

// @ts-ignore: decorator
@inline
function step<T>(sum: v128, factor: v128, term: v128): v128 {
  if (isFloat<T>()) {
    if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(sum, factor, term);
    return f32x4.add(f32x4.mul(sum, factor), term);
  }
  if (sizeof<T>() == 2) return i32x4.add(sum, i32x4.dot_i16x8_s(sum, factor));
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(sum, factor, sum);
  return sum;
}

/** Copies `bytes` from one address to another. */
export function copy(from: usize, to: usize, bytes: usize): void {
  memory.copy(to, from, bytes);
}
