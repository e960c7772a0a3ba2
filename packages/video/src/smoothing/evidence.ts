/**
 * How much looks at one face tell together. Their errors are alike: most of what a model gets wrong about a face stays with the
 * face, and of the rest most stays from one frame to the next. So a hundred looks are worth little more than one, and doubt must not
 * shrink as if they were independent.
 */

/**
 * Correlation of the errors of two looks at one face that lie far apart: the share of the error's variance that stays with the face. Of the
 * shipped model it is 0.82 over faces in made-up motion; and the 2.6 years by which the age of one face varies in a real clip, against the 7
 * years or so by which ages are wrong, leave 0.87.
 */
const sharedError = 0.85;
/** Seconds after which what comes and goes (pose, blur, where the box lies) has changed to 1/e, in a clip of somebody who talks. */
const changesWithin = 0.2;
/** Seconds after which a look counts 1/e: light and pose change for good, and a mistaken identity must wear off. */
const remembers = 10;

/** Adds looks up by what was new in each. */
export class Evidence {
  /** Looks that are new in themselves, as many as the looks so far are worth. */
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
   * As how many independent looks all of them count: n / (1 + (n - 1) c) for n looks whose errors correlate by c, the
   * variance of a mean; at most 1 / c.
   */
  get independentLooks(): number {
    return Math.max(1, this.#newLooks / (1 + (this.#newLooks - 1) * sharedError));
  }
}
