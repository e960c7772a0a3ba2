/**
 * How much information several predictions of one face hold. Their errors are correlated: most of a model's error on a face stays
 * with the face, and most of the rest stays from one frame to the next. So a hundred predictions are worth little more than one,
 * and the uncertainty must not shrink as if they were independent.
 */

/**
 * What is left of the variance when there are many looks, of that of the pooled distribution of one. Of 240 faces in made-up motion that the
 * shipped model was trained on, the ages of one face vary by 8 % of the variance that the model states; of as many that it was not trained on,
 * by 9 %. A mean of many looks is rid of that, while their pooled distribution has it twice, in the doubt of each and in what they differ by:
 * (1 - 0.08) / (1 + 0.08).
 */
const sharedError = 0.85;
/** Seconds after which the correlation of passing errors (pose, blur, box) has fallen to 1/e, in a clip of somebody who talks. */
const changesWithin = 0.2;
/** Seconds after which a prediction counts 1/e: light and pose change permanently, and a mistaken identity must fade. */
const remembers = 10;

/** Sums predictions by their new information. */
export class Evidence {
  /** The number of independent predictions that all so far are worth. */
  #newLooks = 0;
  #timestamp = Number.NEGATIVE_INFINITY;

  /**
   * Takes in a look at a moment, in seconds.
   *
   * @returns The weight of the look, and by which factor the weights of all earlier ones shrink.
   */
  add(timestamp: number): { weight: number; fade: number } {
    const seconds = Math.max(0, timestamp - this.#timestamp);
    // The first look is new altogether, whatever the clock says.
    const weight = 1 - Math.exp(-seconds / changesWithin);
    const fade = this.#newLooks === 0 ? 0 : Math.exp(-seconds / remembers);
    this.#timestamp = timestamp;
    this.#newLooks = this.#newLooks * fade + weight;
    return { weight, fade };
  }

  /** The sum of the weights. */
  get total(): number {
    return this.#newLooks;
  }

  /**
   * The number of independent predictions that all of them are worth: n / (1 + (n - 1) c) for n predictions whose errors
   * correlate by c, the variance of a mean; at most 1 / c.
   */
  get independentLooks(): number {
    return Math.max(1, this.#newLooks / (1 + (this.#newLooks - 1) * sharedError));
  }
}
