/** A mean whose earlier values decay. */
export class WeightedMean {
  #sum = 0;
  #weights = 0;

  add(value: number, { weight, fade }: { weight: number; fade: number }): void {
    this.#sum = this.#sum * fade + weight * value;
    this.#weights = this.#weights * fade + weight;
  }

  /** Undefined of nothing. */
  get mean(): number | undefined {
    return this.#weights > 0 ? this.#sum / this.#weights : undefined;
  }
}
