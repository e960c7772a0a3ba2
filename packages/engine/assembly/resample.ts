import { multiplyAdd } from "./vector";

/**
 * out[length] = the sum of `count` rows of bytes, each times its weight, in floats. Rows are `rowBytes` apart. Whole blocks of 16 are read and written, so
 * behind the last row and behind `out` there has to be room.
 */
export function blendRows(source: usize, rowBytes: usize, weights: usize, count: i32, out: usize, length: i32): void {
  const weightsEnd = weights + (<usize>count << 2);
  for (const end = source + length; source < end; source += 16, out += 64) {
    let s0 = f32x4.splat(0);
    let s1 = f32x4.splat(0);
    let s2 = f32x4.splat(0);
    let s3 = f32x4.splat(0);
    for (let from = source, at = weights; at < weightsEnd; from += rowBytes, at += 4) {
      const weight = v128.load32_splat(at);
      const bytes = v128.load(from);
      const low = i16x8.extend_low_i8x16_u(bytes);
      const high = i16x8.extend_high_i8x16_u(bytes);
      s0 = multiplyAdd(s0, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)), weight);
      s1 = multiplyAdd(s1, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)), weight);
      s2 = multiplyAdd(s2, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)), weight);
      s3 = multiplyAdd(s3, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)), weight);
    }
    v128.store(out, s0);
    v128.store(out, s1, 16);
    v128.store(out, s2, 32);
    v128.store(out, s3, 48);
  }
}

/**
 * A row of `width` pixels of three bytes from a row of pixels of three floats: pixel x is the sum of counts[x] pixels from starts[x] on, each times its weight, rounded;
 * weights are [width, stride]. One float behind the last pixel of `row` is read.
 */
export function blendPixels(row: usize, starts: usize, counts: usize, weights: usize, stride: i32, out: usize, width: i32): void {
  const half = f32x4.splat(0.5);
  for (let x = 0; x < width; x++, starts += 4, counts += 4, weights += <usize>stride << 2, out += 3) {
    let sum = f32x4.splat(0);
    let from = row + <usize>load<i32>(starts) * 12;
    const end = weights + (<usize>load<i32>(counts) << 2);
    for (let at = weights; at < end; at += 4, from += 12) sum = multiplyAdd(sum, v128.load(from), v128.load32_splat(at));
    const pixel = i32x4.trunc_sat_f32x4_s(f32x4.add(sum, half));
    store<u8>(out, i32x4.extract_lane(pixel, 0));
    store<u8>(out, i32x4.extract_lane(pixel, 1), 1);
    store<u8>(out, i32x4.extract_lane(pixel, 2), 2);
  }
}
