/**
 * The other parts of a batch that several threads share. Batch normalisation then counts over the whole batch, whatever the number
 * of parts: each part gives its sums and gets those of all.
 */
export interface BatchPeers {
  /** Images of the whole batch. */
  readonly batch: number;
  /** Puts in place of these sums those over all parts, added in the order of the parts; waits until every part has given its own. */
  sum(values: Float64Array): void;
}
