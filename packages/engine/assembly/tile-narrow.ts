import { activate, multiplyAdd, PRELU } from "./vector";

// Tiles for the last panel where it has one or two vectors of columns: more rows instead, so that there are eight sums to work on all
// the same and no column is computed for nothing. Rows of a panel are twelve columns apart, as in tile-3x12.

/** The offset of a row of the output. */
// @ts-ignore: decorator
@inline
function at(out: usize, offsets: usize, row: usize): usize {
  return out + load<u32>(offsets + (row << 2));
}

// @ts-ignore: decorator
@inline
function finish(out: usize, sum: v128, mode: i32, slopes: usize, residual: usize): void {
  let value = activate(sum, mode, slopes);
  if (residual) value = f32x4.add(value, v128.load(residual));
  v128.store(out, value);
}

export function tile8x4(left: usize, leftRow: usize, panel: usize, bias: usize, mode: i32, slopes: usize, residual: usize, residualRow: usize, out: usize, offsets: usize): void {
  let s0 = v128.load(bias);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  const row2 = leftRow * 2;
  const row3 = leftRow * 3;
  let low = left + leftRow * 4;
  for (const end = left + leftRow; left < end; left += 4) {
    const r = v128.load(panel);
    s0 = multiplyAdd(s0, v128.load32_splat(left), r);
    s1 = multiplyAdd(s1, v128.load32_splat(left + leftRow), r);
    s2 = multiplyAdd(s2, v128.load32_splat(left + row2), r);
    s3 = multiplyAdd(s3, v128.load32_splat(left + row3), r);
    s4 = multiplyAdd(s4, v128.load32_splat(low), r);
    s5 = multiplyAdd(s5, v128.load32_splat(low + leftRow), r);
    s6 = multiplyAdd(s6, v128.load32_splat(low + row2), r);
    s7 = multiplyAdd(s7, v128.load32_splat(low + row3), r);
    low += 4;
    panel += 48;
  }
  const step = residual ? residualRow : 0;
  finish(at(out, offsets, 0), s0, mode, slopes, residual);
  finish(at(out, offsets, 1), s1, mode, slopes, residual + step);
  finish(at(out, offsets, 2), s2, mode, slopes, residual + 2 * step);
  finish(at(out, offsets, 3), s3, mode, slopes, residual + 3 * step);
  finish(at(out, offsets, 4), s4, mode, slopes, residual + 4 * step);
  finish(at(out, offsets, 5), s5, mode, slopes, residual + 5 * step);
  finish(at(out, offsets, 6), s6, mode, slopes, residual + 6 * step);
  finish(at(out, offsets, 7), s7, mode, slopes, residual + 7 * step);
}

export function tile4x8(left: usize, leftRow: usize, panel: usize, bias: usize, mode: i32, slopes: usize, residual: usize, residualRow: usize, out: usize, offsets: usize): void {
  let a0 = v128.load(bias);
  let b0 = v128.load(bias, 16);
  let a1 = a0;
  let b1 = b0;
  let a2 = a0;
  let b2 = b0;
  let a3 = a0;
  let b3 = b0;
  const row2 = leftRow * 2;
  const row3 = leftRow * 3;
  for (const end = left + leftRow; left < end; left += 4) {
    const r0 = v128.load(panel);
    const r1 = v128.load(panel, 16);
    let l = v128.load32_splat(left);
    a0 = multiplyAdd(a0, l, r0);
    b0 = multiplyAdd(b0, l, r1);
    l = v128.load32_splat(left + leftRow);
    a1 = multiplyAdd(a1, l, r0);
    b1 = multiplyAdd(b1, l, r1);
    l = v128.load32_splat(left + row2);
    a2 = multiplyAdd(a2, l, r0);
    b2 = multiplyAdd(b2, l, r1);
    l = v128.load32_splat(left + row3);
    a3 = multiplyAdd(a3, l, r0);
    b3 = multiplyAdd(b3, l, r1);
    panel += 48;
  }
  // Slopes and residual of the second vector are 16 bytes further; clip's limits are the same for all.
  const more: usize = mode == PRELU ? 16 : 0;
  const step = residual ? residualRow : 0;
  const second: usize = residual ? 16 : 0;
  finish(at(out, offsets, 0), a0, mode, slopes, residual);
  finish(at(out, offsets, 0) + 16, b0, mode, slopes + more, residual + second);
  finish(at(out, offsets, 1), a1, mode, slopes, residual + step);
  finish(at(out, offsets, 1) + 16, b1, mode, slopes + more, residual + step + second);
  finish(at(out, offsets, 2), a2, mode, slopes, residual + 2 * step);
  finish(at(out, offsets, 2) + 16, b2, mode, slopes + more, residual + 2 * step + second);
  finish(at(out, offsets, 3), a3, mode, slopes, residual + 3 * step);
  finish(at(out, offsets, 3) + 16, b3, mode, slopes + more, residual + 3 * step + second);
}
