import { clip, LINEAR, multiplyAdd, PRELU, prelu } from "./vector";

// Tiles of up to two rows and sixteen columns: the fastest where a multiply-add is two instructions, since each load of the left
// matrix serves four of them.

// @ts-ignore: decorator
@inline
export function tile2x16(left: usize, leftRow: usize, panel: usize, bias: usize, mode: i32, slopes: usize, residual: usize, residualRow: usize, out0: usize, out1: usize, vectors: i32): void {
  let a0 = v128.load(bias);
  let b0 = v128.load(bias, 16);
  let c0 = v128.load(bias, 32);
  let d0 = v128.load(bias, 48);
  let a1 = a0;
  let b1 = b0;
  let c1 = c0;
  let d1 = d0;
  for (const end = left + leftRow; left < end; left += 4) {
    const r0 = v128.load(panel);
    const r1 = v128.load(panel, 16);
    const r2 = v128.load(panel, 32);
    const r3 = v128.load(panel, 48);
    let l = v128.load32_splat(left);
    a0 = multiplyAdd(a0, l, r0);
    b0 = multiplyAdd(b0, l, r1);
    c0 = multiplyAdd(c0, l, r2);
    d0 = multiplyAdd(d0, l, r3);
    l = v128.load32_splat(left + leftRow);
    a1 = multiplyAdd(a1, l, r0);
    b1 = multiplyAdd(b1, l, r1);
    c1 = multiplyAdd(c1, l, r2);
    d1 = multiplyAdd(d1, l, r3);
    panel += 64;
  }
  store16(out0, a0, b0, c0, d0, mode, slopes, residual, vectors);
  store16(out1, a1, b1, c1, d1, mode, slopes, residual ? residual + residualRow : 0, vectors);
}

// @ts-ignore: decorator
@inline
export function tile1x16(left: usize, leftRow: usize, panel: usize, bias: usize, mode: i32, slopes: usize, residual: usize, out: usize, vectors: i32): void {
  let a = v128.load(bias);
  let b = v128.load(bias, 16);
  let c = v128.load(bias, 32);
  let d = v128.load(bias, 48);
  for (const end = left + leftRow; left < end; left += 4) {
    const l = v128.load32_splat(left);
    a = multiplyAdd(a, l, v128.load(panel));
    b = multiplyAdd(b, l, v128.load(panel, 16));
    c = multiplyAdd(c, l, v128.load(panel, 32));
    d = multiplyAdd(d, l, v128.load(panel, 48));
    panel += 64;
  }
  store16(out, a, b, c, d, mode, slopes, residual, vectors);
}

// @ts-ignore: decorator
@inline
function store16(out: usize, a: v128, b: v128, c: v128, d: v128, mode: i32, slopes: usize, residual: usize, vectors: i32): void {
  if (mode == PRELU) {
    a = prelu(a, slopes);
    b = prelu(b, slopes + 16);
    c = prelu(c, slopes + 32);
    d = prelu(d, slopes + 48);
  } else if (mode != LINEAR) {
    a = clip(a, slopes);
    b = clip(b, slopes);
    c = clip(c, slopes);
    d = clip(d, slopes);
  }
  if (residual) {
    a = f32x4.add(a, v128.load(residual));
    b = f32x4.add(b, v128.load(residual, 16));
    c = f32x4.add(c, v128.load(residual, 32));
    d = f32x4.add(d, v128.load(residual, 48));
  }
  v128.store(out, a);
  if (vectors > 1) v128.store(out, b, 16);
  if (vectors > 2) v128.store(out, c, 32);
  if (vectors > 3) v128.store(out, d, 48);
}
