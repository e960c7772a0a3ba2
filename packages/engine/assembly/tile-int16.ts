import { activate, multiplyAdd, PRELU } from "./vector";

// Tiles of whole numbers: four rows or one, and eight columns. A row of a panel is a pair of weights for each column, and a left row gives
// a pair of numbers at a time: one instruction multiplies both pairs and adds the two products.

// @ts-ignore: decorator
@inline
function multiplyAddPairs(sum: v128, left: v128, right: v128): v128 {
  return i32x4.add(sum, i32x4.dot_i16x8_s(left, right));
}

/** Sums of four columns as floats again, with all that follows, to where they belong. */
// @ts-ignore: decorator
@inline
function finish(out: usize, sum: v128, scale: v128, bias: v128, mode: i32, slopes: usize, residual: usize): void {
  let value = activate(multiplyAdd(bias, f32x4.convert_i32x4_s(sum), scale), mode, slopes);
  if (residual) value = f32x4.add(value, v128.load(residual));
  v128.store(out, value);
}

export function tileInt16x4(left: usize, leftRow: usize, units: usize, panel: usize, scales: usize, bias: usize, mode: i32, slopes: usize, residual: usize, residualRow: usize, out: usize, offsets: usize, vectors: i32): void {
  let a0 = i32x4.splat(0);
  let b0 = a0;
  let a1 = a0;
  let b1 = a0;
  let a2 = a0;
  let b2 = a0;
  let a3 = a0;
  let b3 = a0;
  const row2 = leftRow * 2;
  const row3 = leftRow * 3;
  for (const end = left + leftRow; left < end; left += 4) {
    const r0 = v128.load(panel);
    const r1 = v128.load(panel, 16);
    let l = v128.load32_splat(left);
    a0 = multiplyAddPairs(a0, l, r0);
    b0 = multiplyAddPairs(b0, l, r1);
    l = v128.load32_splat(left + leftRow);
    a1 = multiplyAddPairs(a1, l, r0);
    b1 = multiplyAddPairs(b1, l, r1);
    l = v128.load32_splat(left + row2);
    a2 = multiplyAddPairs(a2, l, r0);
    b2 = multiplyAddPairs(b2, l, r1);
    l = v128.load32_splat(left + row3);
    a3 = multiplyAddPairs(a3, l, r0);
    b3 = multiplyAddPairs(b3, l, r1);
    panel += 32;
  }
  const step = residual ? residualRow : 0;
  const s0 = v128.load32_splat(units);
  const s1 = v128.load32_splat(units, 4);
  const s2 = v128.load32_splat(units, 8);
  const s3 = v128.load32_splat(units, 12);
  const out0 = out + load<u32>(offsets);
  const out1 = out + load<u32>(offsets, 4);
  const out2 = out + load<u32>(offsets, 8);
  const out3 = out + load<u32>(offsets, 12);
  let scale = v128.load(scales);
  let base = v128.load(bias);
  finish(out0, a0, f32x4.mul(s0, scale), base, mode, slopes, residual);
  finish(out1, a1, f32x4.mul(s1, scale), base, mode, slopes, residual + step);
  finish(out2, a2, f32x4.mul(s2, scale), base, mode, slopes, residual + 2 * step);
  finish(out3, a3, f32x4.mul(s3, scale), base, mode, slopes, residual + 3 * step);
  if (vectors < 2) return;
  // Slopes and residual of the second vector are 16 bytes further; clip's limits are the same for all.
  if (mode == PRELU) slopes += 16;
  if (residual) residual += 16;
  scale = v128.load(scales, 16);
  base = v128.load(bias, 16);
  finish(out0 + 16, b0, f32x4.mul(s0, scale), base, mode, slopes, residual);
  finish(out1 + 16, b1, f32x4.mul(s1, scale), base, mode, slopes, residual + step);
  finish(out2 + 16, b2, f32x4.mul(s2, scale), base, mode, slopes, residual + 2 * step);
  finish(out3 + 16, b3, f32x4.mul(s3, scale), base, mode, slopes, residual + 3 * step);
}

export function tileInt16x1(left: usize, leftRow: usize, unit: usize, panel: usize, scales: usize, bias: usize, mode: i32, slopes: usize, residual: usize, out: usize, vectors: i32): void {
  let a = i32x4.splat(0);
  let b = a;
  for (const end = left + leftRow; left < end; left += 4) {
    const l = v128.load32_splat(left);
    a = multiplyAddPairs(a, l, v128.load(panel));
    b = multiplyAddPairs(b, l, v128.load(panel, 16));
    panel += 32;
  }
  const s = v128.load32_splat(unit);
  finish(out, a, f32x4.mul(s, v128.load(scales)), v128.load(bias), mode, slopes, residual);
  if (vectors < 2) return;
  if (mode == PRELU) slopes += 16;
  if (residual) residual += 16;
  finish(out + 16, b, f32x4.mul(s, v128.load(scales, 16)), v128.load(bias, 16), mode, slopes, residual);
}
