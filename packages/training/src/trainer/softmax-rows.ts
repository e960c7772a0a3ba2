/** Softmax of each row of `[N, classes]` logits. */
export function softmaxRows(logits: Float32Array, classes: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    // Less the largest one, no exponential overflows.
    let largest = Number.NEGATIVE_INFINITY;
    for (let index = start; index < start + classes; index++) largest = Math.max(largest, logits[index]!);
    let sum = 0;
    for (let index = start; index < start + classes; index++)
      sum += probabilities[index] = Math.exp(logits[index]! - largest);
    for (let index = start; index < start + classes; index++) probabilities[index]! /= sum;
  }
  return probabilities;
}
