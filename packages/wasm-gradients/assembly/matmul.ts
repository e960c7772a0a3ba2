import { addTo, multiplyAdd } from "./vector";

// Rows that are worked through before going on to the next columns: their part of both operands stays in the L1/L2 cache.
const ROW_BLOCK: i32 = 128;

/**
 * out[K,N] (+)= left[M,K]^T . right[M,N]: the gradient of a convolution's filter from its input (or patches) and dy.
 * Tiles of 4x8 sums live in registers while a block of rows passes.
 */
export function matmulTransposedLeft(left: usize, right: usize, out: usize, M: i32, K: i32, N: i32, accumulate: bool): void {
  if (!accumulate) memory.fill(out, 0, <usize>(K * N) * 4);
  const leftRow: usize = K << 2;
  const rightRow: usize = N << 2;
  const N8 = N & ~7;
  const K4 = K & ~3;
  for (let m0 = 0; m0 < M; m0 += ROW_BLOCK) {
    const rows = min(ROW_BLOCK, M - m0);
    const leftBlock = left + <usize>m0 * leftRow;
    const rightBlock = right + <usize>m0 * rightRow;
    for (let n = 0; n < N8; n += 8) {
      const rightColumn = rightBlock + (n << 2);
      for (let k = 0; k < K4; k += 4)
        tile4x8(leftBlock + (k << 2), leftRow, rightColumn, rightRow, out + <usize>(k * N + n) * 4, rows);
      for (let k = K4; k < K; k++)
        tile1x8(leftBlock + (k << 2), leftRow, rightColumn, rightRow, out + <usize>(k * N + n) * 4, rows);
    }
    for (let n = N8; n < N; n++)
      for (let k = 0; k < K; k++) {
        let sum: f32 = 0;
        for (let m = 0; m < rows; m++)
          sum += load<f32>(leftBlock + <usize>m * leftRow + (k << 2)) * load<f32>(rightBlock + <usize>m * rightRow + (n << 2));
        const o = out + <usize>(k * N + n) * 4;
        store<f32>(o, load<f32>(o) + sum);
      }
  }
}

// @ts-ignore: decorator
@inline
function tile4x8(left: usize, leftRow: usize, right: usize, rightRow: usize, out: usize, rows: i32): void {
  let a0 = f32x4.splat(0);
  let b0 = a0;
  let a1 = a0;
  let b1 = a0;
  let a2 = a0;
  let b2 = a0;
  let a3 = a0;
  let b3 = a0;
  for (let m = 0; m < rows; m++) {
    const r0 = v128.load(right);
    const r1 = v128.load(right, 16);
    let l = v128.load32_splat(left);
    a0 = multiplyAdd(a0, l, r0);
    b0 = multiplyAdd(b0, l, r1);
    l = v128.load32_splat(left, 4);
    a1 = multiplyAdd(a1, l, r0);
    b1 = multiplyAdd(b1, l, r1);
    l = v128.load32_splat(left, 8);
    a2 = multiplyAdd(a2, l, r0);
    b2 = multiplyAdd(b2, l, r1);
    l = v128.load32_splat(left, 12);
    a3 = multiplyAdd(a3, l, r0);
    b3 = multiplyAdd(b3, l, r1);
    left += leftRow;
    right += rightRow;
  }
  addTo(out, a0);
  addTo(out + 16, b0);
  addTo(out + rightRow, a1);
  addTo(out + rightRow + 16, b1);
  addTo(out + 2 * rightRow, a2);
  addTo(out + 2 * rightRow + 16, b2);
  addTo(out + 3 * rightRow, a3);
  addTo(out + 3 * rightRow + 16, b3);
}

// @ts-ignore: decorator
@inline
function tile1x8(left: usize, leftRow: usize, right: usize, rightRow: usize, out: usize, rows: i32): void {
  let a = f32x4.splat(0);
  let b = a;
  for (let m = 0; m < rows; m++) {
    const l = v128.load32_splat(left);
    a = multiplyAdd(a, l, v128.load(right));
    b = multiplyAdd(b, l, v128.load(right, 16));
    left += leftRow;
    right += rightRow;
  }
  addTo(out, a);
  addTo(out + 16, b);
}

/**
 * out[M,N] = left[M,K] . right[N,K]^T: the gradient of a 1x1 convolution's input from dy and the filter. `packed` is scratch
 * space for {@link packPanels}.
 */
export function matmulTransposedRight(left: usize, right: usize, out: usize, packed: usize, M: i32, K: i32, N: i32): void {
  packPanels(right, packed, K, N, 1, K);
  multiplyPanels(left, packed, out, M, K, N, false);
}

/**
 * Packs a matrix [K,N] (element k, n at `k * rowStride + n * columnStride` floats) into panels of 8 columns, K rows each, so that
 * the inner loop of {@link multiplyPanels} reads it in sequence. `packed` holds K * roundUp(N, 8) floats; the missing
 * columns are zero.
 */
export function packPanels(right: usize, packed: usize, K: i32, N: i32, rowStride: i32, columnStride: i32): void {
  for (let n = 0; n < N; n += 8) {
    const columns = min(8, N - n);
    for (let k = 0; k < K; k++) {
      const source = right + <usize>(k * rowStride + n * columnStride) * 4;
      for (let j = 0; j < 8; j++)
        store<f32>(packed + (j << 2), j < columns ? load<f32>(source + <usize>(j * columnStride) * 4) : 0);
      packed += 32;
    }
  }
}

/** out[M,N] (+)= left[M,K] . right, packed by {@link packPanels}. Tiles of 4x8 sums live in registers. */
export function multiplyPanels(left: usize, packed: usize, out: usize, M: i32, K: i32, N: i32, accumulate: bool): void {
  const leftRow: usize = K << 2;
  const outRow: usize = N << 2;
  const panelBytes: usize = K << 5;
  for (let m0 = 0; m0 < M; m0 += ROW_BLOCK) {
    const end = min(m0 + ROW_BLOCK, M);
    for (let n = 0; n < N; n += 8) {
      const panel = packed + <usize>(n >> 3) * panelBytes;
      const columns = min(8, N - n);
      let m = m0;
      for (; m + 4 <= end; m += 4)
        product4x8(left + <usize>m * leftRow, leftRow, panel, out + <usize>m * outRow + (n << 2), outRow, columns, accumulate);
      for (; m < end; m++)
        product1x8(left + <usize>m * leftRow, leftRow, panel, out + <usize>m * outRow + (n << 2), columns, accumulate);
    }
  }
}

// @ts-ignore: decorator
@inline
function storeColumns(out: usize, low: v128, high: v128, columns: i32, accumulate: bool): void {
  if (accumulate) {
    low = f32x4.add(low, v128.load(out));
    high = f32x4.add(high, v128.load(out, 16));
  }
  if (columns == 8) {
    v128.store(out, low);
    v128.store(out, high, 16);
    return;
  }
  if (columns > 0) store<f32>(out, f32x4.extract_lane(low, 0));
  if (columns > 1) store<f32>(out, f32x4.extract_lane(low, 1), 4);
  if (columns > 2) store<f32>(out, f32x4.extract_lane(low, 2), 8);
  if (columns > 3) store<f32>(out, f32x4.extract_lane(low, 3), 12);
  if (columns > 4) store<f32>(out, f32x4.extract_lane(high, 0), 16);
  if (columns > 5) store<f32>(out, f32x4.extract_lane(high, 1), 20);
  if (columns > 6) store<f32>(out, f32x4.extract_lane(high, 2), 24);
}

// @ts-ignore: decorator
@inline
function product4x8(left: usize, leftRow: usize, panel: usize, out: usize, outRow: usize, columns: i32, accumulate: bool): void {
  let a0 = f32x4.splat(0);
  let b0 = a0;
  let a1 = a0;
  let b1 = a0;
  let a2 = a0;
  let b2 = a0;
  let a3 = a0;
  let b3 = a0;
  const row2 = leftRow * 2;
  const row3 = leftRow * 3;
  // Not unrolled: with more values alive the engine's registers do not suffice and it gets slower.
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
    panel += 32;
  }
  storeColumns(out, a0, b0, columns, accumulate);
  storeColumns(out + outRow, a1, b1, columns, accumulate);
  storeColumns(out + 2 * outRow, a2, b2, columns, accumulate);
  storeColumns(out + 3 * outRow, a3, b3, columns, accumulate);
}

// @ts-ignore: decorator
@inline
function product1x8(left: usize, leftRow: usize, panel: usize, out: usize, columns: i32, accumulate: bool): void {
  let a = f32x4.splat(0);
  let b = a;
  for (const end = left + leftRow; left < end; left += 4) {
    const l = v128.load32_splat(left);
    a = multiplyAdd(a, l, v128.load(panel));
    b = multiplyAdd(b, l, v128.load(panel, 16));
    panel += 32;
  }
  storeColumns(out, a, b, columns, accumulate);
}
