/** Moves an average of the weights towards them: average += (1 - decay) (values - average), in place. */
export function updateMovingAverage(
  average: Float32Array,
  { values, decay, updates }: { values: Float32Array; decay: number; updates: number },
): void {
  // Early on the average would remember the random start; this ramps its memory up with the updates done.
  const share = 1 - Math.min(decay, (1 + updates) / (10 + updates));
  for (let index = 0; index < average.length; index++) average[index]! += share * (values[index]! - average[index]!);
}
