import { quantizeRows } from "./quantize-rows";
import { tileInt16x1, tileInt16x4 } from "./tile-int16";
import { PRELU } from "./vector";

/** Columns of a panel of whole numbers. */
const COLUMNS = 8;

/**
 * As pointwise(), in whole numbers: rows of the left matrix are made int16 when they are read, each in a unit of its own, the weights were
 * before; sums are int32. In and out go floats.
 *
 * - panels: the weights in panels of {@link COLUMNS} columns, a row for each two of K; missing columns and a missing last row are zero.
 * - scales: the unit of each column's weights, to the end of the last panel, as `bias` and `slopes` reach.
 * - scratch: room for `block` rows of K (rounded up to even) int16, and a float for each. Those rows and a panel should fit the L1 cache.
 */
export function pointwiseInt16(left: usize, panels: usize, scales: usize, bias: usize, mode: i32, slopes: usize, residual: usize, out: usize, offsets: usize, M: i32, K: i32, N: i32, scratch: usize, block: i32): void {
  const rowBytes: usize = <usize>((K + 1) & ~1) << 1;
  const leftRow: usize = <usize>K << 2;
  const row: usize = <usize>N << 2;
  const panelBytes: usize = rowBytes * COLUMNS;
  const allUnits = scratch + <usize>block * rowBytes;
  for (let first = 0; first < M; first += block) {
    const rows = min(block, M - first);
    quantizeRows(left + <usize>first * leftRow, scratch, rowBytes, allUnits, rows, K);
    let panel = panels;
    for (let n = 0; n < N; n += COLUMNS) {
      const vectors = min(COLUMNS, N - n) >> 2;
      const column: usize = n << 2;
      const panelSlopes = mode == PRELU ? slopes + column : slopes;
      const target = out + column;
      let source = scratch;
      let units = allUnits;
      let added = residual ? residual + <usize>first * row + column : 0;
      let offset = offsets + (first << 2);
      let rest = rows;
      for (; rest >= 4; rest -= 4) {
        tileInt16x4(source, rowBytes, units, panel, scales + column, bias + column, mode, panelSlopes, added, row, target, offset, vectors);
        source += rowBytes << 2;
        units += 16;
        offset += 16;
        if (added) added += row << 2;
      }
      for (; rest > 0; rest--) {
        tileInt16x1(source, rowBytes, units, panel, scales + column, bias + column, mode, panelSlopes, added, target + load<u32>(offset), vectors);
        source += rowBytes;
        units += 4;
        offset += 4;
        if (added) added += row;
      }
      panel += panelBytes;
    }
  }
}
