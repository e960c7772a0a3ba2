/**
 * The age distributions of many predictions as one: their weighted mean (a linear opinion pool, Stone 1961). It is as wide as
 * theirs, and wider where they contradict each other; the error that averaging removes is subtracted once, when it is read. (The
 * mean of the logarithms, which multiplies the looks as if they were independent, gave intervals that were narrower and worse.)
 */
export class PooledAges {
  #sums: Float64Array | undefined;

  add(distribution: readonly number[], { weight, fade }: { weight: number; fade: number }): void {
    this.#sums ??= new Float64Array(distribution.length);
    for (const [index, probability] of distribution.entries())
      this.#sums[index] = this.#sums[index]! * fade + weight * probability;
  }

  /** @param looks - As how many independent looks all count: the power to which the mean is raised. */
  pool(looks: number): number[] {
    const sums = this.#sums ?? new Float64Array();
    const highest = Math.max(...sums);
    const powers = Array.from(sums, (sum) => (sum / highest) ** looks);
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  }
}
