/**
 * Largest magnitude of a quantised number on the left of an integer product. With the sum of a column's weights below 2^31 / this, no
 * sum of products can leave 32 bits: src/pack-int16.ts keeps to it.
 */
const LARGEST: f32 = 8191;

/** Rows whose numbers are all smaller count as zeros: their inverse would leave float32. */
const SMALLEST: f32 = 1e-30;

/** Added to a float of up to 22 bits it leaves the nearest whole number in the lowest bits. */
const ROUNDING: f32 = 12582912;

/**
 * Rows of K floats as int16, each in units of its own largest magnitude / {@link LARGEST}, which are written to `units`. Rows of `out` lie
 * `outRow` bytes apart: K numbers, and a zero where K is odd. A row with an infinity or NaN gets NaN for its unit.
 */
export function quantizeRows(left: usize, out: usize, outRow: usize, units: usize, rows: i32, K: i32): void {
  const vectors: usize = <usize>(K & ~7) << 2;
  const rowBytes: usize = <usize>K << 2;
  for (let row = 0; row < rows; row++) {
    const end = left + rowBytes;
    const vectorEnd = left + vectors;
    const largest = largestMagnitude(left, vectorEnd, end);
    // Infinity less itself is NaN, which no later step hides.
    store<f32>(units, largest / LARGEST + (largest - largest));
    units += 4;
    const factor = f32x4.splat(largest > SMALLEST ? LARGEST / largest : 0);
    let to = out;
    for (; left < vectorEnd; left += 32) {
      v128.store(to, i16x8.narrow_i32x4_s(round(v128.load(left), factor), round(v128.load(left, 16), factor)));
      to += 16;
    }
    for (; left < end; left += 4) {
      store<i16>(to, <i16>i32x4.extract_lane(round(v128.load32_zero(left), factor), 0));
      to += 2;
    }
    if (K & 1) store<i16>(to, 0);
    out += outRow;
  }
}

/** Compared as whole numbers, the bits of magnitudes stand in the order of the magnitudes, with infinity and NaN at the end. */
// @ts-ignore: decorator
@inline
function largestMagnitude(from: usize, vectorEnd: usize, end: usize): f32 {
  const magnitude = i32x4.splat(0x7fffffff);
  let a = i32x4.splat(0);
  let b = a;
  for (; from < vectorEnd; from += 32) {
    a = i32x4.max_s(a, v128.and(v128.load(from), magnitude));
    b = i32x4.max_s(b, v128.and(v128.load(from, 16), magnitude));
  }
  for (; from < end; from += 4) a = i32x4.max_s(a, v128.and(v128.load32_zero(from), magnitude));
  a = i32x4.max_s(a, b);
  a = i32x4.max_s(a, i32x4.shuffle(a, a, 2, 3, 0, 1));
  a = i32x4.max_s(a, i32x4.shuffle(a, a, 1, 0, 3, 2));
  return f32x4.extract_lane(a, 0);
}

// @ts-ignore: decorator
@inline
function round(x: v128, factor: v128): v128 {
  const rounding = f32x4.splat(ROUNDING);
  return i32x4.sub(f32x4.add(f32x4.mul(x, factor), rounding), rounding);
}
