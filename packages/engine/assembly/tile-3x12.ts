import { clip, LINEAR, multiplyAdd, PRELU, prelu } from "./vector";

// Tiles of up to three rows and twelve columns. With fused multiply-adds nine sums in registers are the fastest: more would not fit,
// fewer would wait for each other. `end` is where the first row of the left matrix ends; see multiplyPanels for the rest.

// @ts-ignore: decorator
@inline
export function tile3x12(left: usize, leftRow: usize, panel: usize, bias: usize, mode: i32, slopes: usize, residual: usize, residualRow: usize, out0: usize, out1: usize, out2: usize, vectors: i32): void {
  let a0 = v128.load(bias);
  let b0 = v128.load(bias, 16);
  let c0 = v128.load(bias, 32);
  let a1 = a0;
  let b1 = b0;
  let c1 = c0;
  let a2 = a0;
  let b2 = b0;
  let c2 = c0;
  const row2 = leftRow * 2;
  for (const end = left + leftRow; left < end; left += 4) {
    const r0 = v128.load(panel);
    const r1 = v128.load(panel, 16);
    const r2 = v128.load(panel, 32);
    let l = v128.load32_splat(left);
    a0 = multiplyAdd(a0, l, r0);
    b0 = multiplyAdd(b0, l, r1);
    c0 = multiplyAdd(c0, l, r2);
    l = v128.load32_splat(left + leftRow);
    a1 = multiplyAdd(a1, l, r0);
    b1 = multiplyAdd(b1, l, r1);
    c1 = multiplyAdd(c1, l, r2);
    l = v128.load32_splat(left + row2);
    a2 = multiplyAdd(a2, l, r0);
    b2 = multiplyAdd(b2, l, r1);
    c2 = multiplyAdd(c2, l, r2);
    panel += 48;
  }
  store12(out0, a0, b0, c0, mode, slopes, residual, vectors);
  store12(out1, a1, b1, c1, mode, slopes, residual ? residual + residualRow : 0, vectors);
  store12(out2, a2, b2, c2, mode, slopes, residual ? residual + 2 * residualRow : 0, vectors);
}

// @ts-ignore: decorator
@inline
export function tile2x12(left: usize, leftRow: usize, panel: usize, bias: usize, mode: i32, slopes: usize, residual: usize, residualRow: usize, out0: usize, out1: usize, vectors: i32): void {
  let a0 = v128.load(bias);
  let b0 = v128.load(bias, 16);
  let c0 = v128.load(bias, 32);
  let a1 = a0;
  let b1 = b0;
  let c1 = c0;
  for (const end = left + leftRow; left < end; left += 4) {
    const r0 = v128.load(panel);
    const r1 = v128.load(panel, 16);
    const r2 = v128.load(panel, 32);
    let l = v128.load32_splat(left);
    a0 = multiplyAdd(a0, l, r0);
    b0 = multiplyAdd(b0, l, r1);
    c0 = multiplyAdd(c0, l, r2);
    l = v128.load32_splat(left + leftRow);
    a1 = multiplyAdd(a1, l, r0);
    b1 = multiplyAdd(b1, l, r1);
    c1 = multiplyAdd(c1, l, r2);
    panel += 48;
  }
  store12(out0, a0, b0, c0, mode, slopes, residual, vectors);
  store12(out1, a1, b1, c1, mode, slopes, residual ? residual + residualRow : 0, vectors);
}

// @ts-ignore: decorator
@inline
export function tile1x12(left: usize, leftRow: usize, panel: usize, bias: usize, mode: i32, slopes: usize, residual: usize, out: usize, vectors: i32): void {
  let a = v128.load(bias);
  let b = v128.load(bias, 16);
  let c = v128.load(bias, 32);
  for (const end = left + leftRow; left < end; left += 4) {
    const l = v128.load32_splat(left);
    a = multiplyAdd(a, l, v128.load(panel));
    b = multiplyAdd(b, l, v128.load(panel, 16));
    c = multiplyAdd(c, l, v128.load(panel, 32));
    panel += 48;
  }
  store12(out, a, b, c, mode, slopes, residual, vectors);
}

// @ts-ignore: decorator
@inline
function store12(out: usize, a: v128, b: v128, c: v128, mode: i32, slopes: usize, residual: usize, vectors: i32): void {
  if (mode == PRELU) {
    a = prelu(a, slopes);
    b = prelu(b, slopes + 16);
    c = prelu(c, slopes + 32);
  } else if (mode != LINEAR) {
    a = clip(a, slopes);
    b = clip(b, slopes);
    c = clip(c, slopes);
  }
  if (residual) {
    a = f32x4.add(a, v128.load(residual));
    b = f32x4.add(b, v128.load(residual, 16));
    c = f32x4.add(c, v128.load(residual, 32));
  }
  v128.store(out, a);
  if (vectors > 1) v128.store(out, b, 16);
  if (vectors > 2) v128.store(out, c, 32);
}
