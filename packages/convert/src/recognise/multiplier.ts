/**
 * The multiplier that turned table widths into the channels of a file. Channels are rounded, so each only says between which
 * numbers it lies; of those that all rows allow, the one with the fewest digits is meant.
 */
export class MultiplierEstimate {
  #low = 0;
  #high = Number.POSITIVE_INFINITY;

  /** Learns that round(width * multiplier) = channels. What contradicts the rows before is left to the comparison with the plan. */
  add(width: number, channels: number): void {
    const low = Math.max(this.#low, (channels - 0.5) / width);
    const high = Math.min(this.#high, (channels + 0.5) / width);
    if (low >= high) return;
    this.#low = low;
    this.#high = high;
  }

  /** 1 where nothing was learned. */
  get value(): number {
    if (this.#high === Number.POSITIVE_INFINITY) return 1;
    for (let digits = 0; digits < 9; digits++) {
      const rounded = Number((Math.ceil(this.#low * 10 ** digits) / 10 ** digits).toFixed(digits));
      if (rounded > 0 && rounded >= this.#low && rounded < this.#high) return rounded;
    }
    return (this.#low + this.#high) / 2;
  }
}
