import { type Pixels, scratchOf } from "./pixels";

/** Averages down to a coarser grid and interpolates back: the face as a camera farther away would have seen it. */
export function reduceResolution({ out, offset, size }: Pixels, coarse: number): void {
  if (coarse >= size) return;
  const rowLength = coarse * 3;
  const grid = scratchOf(coarse * rowLength).fill(0, 0, coarse * rowLength);
  let index = offset;
  for (let y = 0; y < size; y++) {
    const row = Math.floor((y * coarse) / size) * rowLength;
    for (let x = 0; x < size; x++) {
      const cell = row + Math.floor((x * coarse) / size) * 3;
      grid[cell]! += out[index]!;
      grid[cell + 1]! += out[index + 1]!;
      grid[cell + 2]! += out[index + 2]!;
      index += 3;
    }
  }
  // Cells take whole pixels: how many fall into a column of cells times how many fall into a row of them.
  const members = (cell: number) => Math.ceil(((cell + 1) * size) / coarse) - Math.ceil((cell * size) / coarse);
  for (let row = 0; row < coarse; row++)
    for (let column = 0; column < coarse; column++) {
      const share = 1 / (members(row) * members(column));
      const cell = row * rowLength + column * 3;
      grid[cell]! *= share;
      grid[cell + 1]! *= share;
      grid[cell + 2]! *= share;
    }
  interpolate(grid, { coarse, pixels: { out, offset, size } });
}

function interpolate(grid: Float32Array, { coarse, pixels }: { coarse: number; pixels: Pixels }): void {
  const { out, offset, size } = pixels;
  const rowLength = coarse * 3;
  const ratio = coarse / size;
  const last = coarse - 1;
  let index = offset;
  for (let y = 0; y < size; y++) {
    const gridY = Math.min(Math.max((y + 0.5) * ratio - 0.5, 0), last);
    const y0 = Math.min(gridY | 0, last - 1);
    const fy = gridY - y0;
    for (let x = 0; x < size; x++) {
      const gridX = Math.min(Math.max((x + 0.5) * ratio - 0.5, 0), last);
      const x0 = Math.min(gridX | 0, last - 1);
      const fx = gridX - x0;
      const p = y0 * rowLength + x0 * 3;
      for (let channel = p; channel < p + 3; channel++) {
        const above = grid[channel]! + (grid[channel + 3]! - grid[channel]!) * fx;
        const q = channel + rowLength;
        const below = grid[q]! + (grid[q + 3]! - grid[q]!) * fx;
        out[index++] = above + (below - above) * fy;
      }
    }
  }
}
