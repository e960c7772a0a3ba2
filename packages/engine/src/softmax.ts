/** Writes the softmax of `sums` into `out`, from `offset` on. In float64, and safe for large sums. */
export function writeSoftmax(sums: Float32Array, out: Float32Array, offset: number): void {
  const largest = sums.reduce((one, other) => Math.max(one, other));
  const exponentials = Array.from(sums, (sum) => Math.exp(sum - largest));
  const total = exponentials.reduce((one, other) => one + other);
  for (const [index, value] of exponentials.entries()) out[offset + index] = value / total;
}
