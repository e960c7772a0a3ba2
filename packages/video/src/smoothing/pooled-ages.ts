/** Less than this is not believed of any probability: one look must not rule an age out for all others. */
const leastProbability = 1e-5;

/**
 * The age distributions of many looks as one, by a logarithmic opinion pool (Genest and Zidek 1986): the weighted mean of their logarithms. Of
 * bell curves that is the mean weighted by precision, so a doubtful look counts less than a sure one.
 */
export class PooledAges {
  #logSums: Float64Array | undefined;

  add(distribution: readonly number[], { weight, fade }: { weight: number; fade: number }): void {
    this.#logSums ??= new Float64Array(distribution.length);
    for (const [index, probability] of distribution.entries())
      this.#logSums[index] = this.#logSums[index]! * fade + weight * Math.log(Math.max(probability, leastProbability));
  }

  /** @param sharpness - The factor on the sum of logarithms: as how many looks the pool counts, by the sum of the weights. */
  pool(sharpness: number): number[] {
    const logs = Array.from(this.#logSums ?? [], (sum) => sum * sharpness);
    const highest = Math.max(...logs);
    const powers = logs.map((log) => Math.exp(log - highest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  }
}
