import type { MatrixLayout } from "./pack-weights";

/** Columns of a panel of whole numbers; see assembly/pointwise-int16.ts. */
export const int16Columns = 8;

/**
 * No sum of products may leave 32 bits. Numbers on the left are at most 8191, so the magnitudes of a column's weights, rounding
 * included, may add up to this.
 */
const largestSum = Math.floor((2 ** 31 - 1) / 8191);

/** A matrix of whole numbers and the unit of each column. */
export interface Int16Panels {
  /** Pairs of int16: the rows 2k and 2k + 1 of a column, in panels of {@link int16Columns} columns, one after the other. */
  readonly panels: Uint32Array;
  /** What one stands for, in each column of each panel. */
  readonly scales: Float32Array;
}

/** Rounds each column in the finest unit with which neither int16 nor a sum of 32 bits overflows. */
export function packInt16Panels(
  kernel: Float32Array,
  { units, run, pitch }: Omit<MatrixLayout, "columns">,
): Int16Panels {
  const rows = kernel.length / units;
  const pairs = Math.ceil(((rows / run) * pitch) / 2);
  const panelCount = Math.ceil(units / int16Columns);
  const numbers = new Int16Array(panelCount * pairs * int16Columns * 2);
  const scales = new Float32Array(panelCount * int16Columns);
  for (let unit = 0; unit < units; unit++) {
    const parts = partsOfOne(kernel, unit, units);
    scales[unit] = 1 / parts;
    const panel = Math.floor(unit / int16Columns);
    for (let row = 0; row < rows; row++) {
      const packedRow = Math.floor(row / run) * pitch + (row % run);
      const pair = (panel * pairs + (packedRow >> 1)) * int16Columns + (unit % int16Columns);
      numbers[2 * pair + (packedRow & 1)] = Math.round(kernel[row * units + unit]! * parts);
    }
  }
  return { panels: new Uint32Array(numbers.buffer), scales };
}

/** How many units of a column make 1. */
function partsOfOne(kernel: Float32Array, unit: number, units: number): number {
  let largest = 0;
  let sum = 0;
  for (let at = unit; at < kernel.length; at += units) {
    const magnitude = Math.abs(kernel[at]!);
    largest = Math.max(largest, magnitude);
    sum += magnitude;
  }
  if (largest === 0) return 1;
  const rounding = kernel.length / units / 2;
  return Math.min(32767 / largest, (largestSum - rounding) / sum);
}
