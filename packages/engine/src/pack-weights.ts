/** Weights [rows, units] whose rows stand for inputs in `groups` equal runs; a run is longer in memory, by channels that are zero. */
export interface MatrixLayout {
  readonly units: number;
  /** Inputs of a run, and how many floats it takes in memory. */
  readonly run: number;
  readonly pitch: number;
  /** Columns of a panel. */
  readonly columns: number;
}

/**
 * Puts a matrix into panels of a few columns each, one row of a panel after the other, so that the inner loop reads it in
 * sequence. Rows of padding channels and columns past the end are zero.
 */
export function packPanels(kernel: Float32Array, { units, run, pitch, columns }: MatrixLayout): Float32Array {
  const rows = kernel.length / units;
  const packedRows = (rows / run) * pitch;
  const panels = Math.ceil(units / columns);
  const packed = new Float32Array(panels * packedRows * columns);
  for (let row = 0; row < rows; row++) {
    const packedRow = Math.floor(row / run) * pitch + (row % run);
    for (let unit = 0; unit < units; unit++) {
      const panel = Math.floor(unit / columns);
      packed[(panel * packedRows + packedRow) * columns + (unit % columns)] = kernel[row * units + unit]!;
    }
  }
  return packed;
}

/** Depthwise factors [positions, channels] with zeros up to `pitch` channels. */
export function packFilter(kernel: Float32Array, channels: number, pitch: number): Float32Array {
  const packed = new Float32Array((kernel.length / channels) * pitch);
  for (let start = 0, to = 0; start < kernel.length; start += channels, to += pitch)
    packed.set(kernel.subarray(start, start + channels), to);
  return packed;
}

/** A number a channel, with zeros up to `length`. */
export function padValues(values: Float32Array, length: number): Float32Array {
  const padded = new Float32Array(length);
  padded.set(values);
  return padded;
}
