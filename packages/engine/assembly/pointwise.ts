import { tile1x16, tile2x16 } from "./tile-2x16";
import { tile1x12, tile2x12, tile3x12 } from "./tile-3x12";
import { tile4x8, tile8x4 } from "./tile-narrow";
import { PRELU } from "./vector";

/** Columns of a panel of weights: three vectors where multiply-adds are fused, four elsewhere. */
export function panelColumns(): i32 {
  return ASC_FEATURE_RELAXED_SIMD ? 12 : 16;
}

/**
 * out = residual + activation(left[M,K] . weights[K,N] + bias): a 1x1 convolution with all that follows it, or a matrix.
 *
 * - panels: the weights in panels of {@link panelColumns} columns, K rows each; missing columns are zero.
 * - bias: one float a column, to the end of the last panel.
 * - mode, slopes: as activate() has them; PReLU's slopes reach to the end of the last panel, too.
 * - residual: [M,N], or 0.
 * - offsets: bytes from `out` to each of the M rows, so that the output may lie inside a border.
 * - N: a multiple of 4.
 */
export function pointwise(left: usize, panels: usize, bias: usize, mode: i32, slopes: usize, residual: usize, out: usize, offsets: usize, M: i32, K: i32, N: i32): void {
  const columns = panelColumns();
  const leftRow: usize = K << 2;
  const row: usize = N << 2;
  const panelBytes: usize = leftRow * columns;
  // A block of rows stays in the L1 cache while all panels pass.
  const block = max(24, 32768 / <i32>leftRow / 6 * 6);
  for (let first = 0; first < M; first += block) {
    const end = min(first + block, M);
    let panel = panels;
    for (let n = 0; n < N; n += columns) {
      const vectors = (min(columns, N - n)) >> 2;
      const column: usize = n << 2;
      const panelBias = bias + column;
      const panelSlopes = mode == PRELU ? slopes + column : slopes;
      const target = out + column;
      let m = first;
      let source = left + <usize>m * leftRow;
      let added = residual ? residual + <usize>m * row + column : 0;
      let offset = offsets + (m << 2);
      while (m < end) {
        const rest = end - m;
        const out0 = target + load<u32>(offset);
        let rows = 1;
        if (ASC_FEATURE_RELAXED_SIMD) {
          if (vectors == 1 && rest >= 8) {
            tile8x4(source, leftRow, panel, panelBias, mode, panelSlopes, added, row, target, offset);
            rows = 8;
          } else if (vectors == 2 && rest >= 4) {
            tile4x8(source, leftRow, panel, panelBias, mode, panelSlopes, added, row, target, offset);
            rows = 4;
          } else if (rest >= 3 && rest != 4) {
            // Four rows that are left are better done by two tiles of two than by one of three and one of one.
            tile3x12(source, leftRow, panel, panelBias, mode, panelSlopes, added, row, out0, target + load<u32>(offset, 4), target + load<u32>(offset, 8), vectors);
            rows = 3;
          } else if (rest >= 2) {
            tile2x12(source, leftRow, panel, panelBias, mode, panelSlopes, added, row, out0, target + load<u32>(offset, 4), vectors);
            rows = 2;
          } else tile1x12(source, leftRow, panel, panelBias, mode, panelSlopes, added, out0, vectors);
        } else if (rest >= 2) {
          tile2x16(source, leftRow, panel, panelBias, mode, panelSlopes, added, row, out0, target + load<u32>(offset, 4), vectors);
          rows = 2;
        } else tile1x16(source, leftRow, panel, panelBias, mode, panelSlopes, added, out0, vectors);
        m += rows;
        source += <usize>rows * leftRow;
        offset += rows << 2;
        if (added) added += <usize>rows * row;
      }
      panel += panelBytes;
    }
  }
}
