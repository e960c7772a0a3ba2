import * as v from "valibot";
import { ages, notNegative, share, text } from "../recipe/field-schemas";
import type { Given } from "../recipe/with-defaults";

const coveredSchema = v.strictObject({
  kind: v.literal("covered"),
  /** Lowest and highest ages, years, one range or several, by data set. Sets that are not named cover all ages. */
  ages: v.record(text, ages, "ages by data set"),
});

const adjustedSchema = v.strictObject({
  kind: v.literal("adjusted"),
  /**
   * Share of evenly spread ages that is mixed into each data set's, 0..1: 0 excludes ages that a set lacks altogether, as
   * {@link CoveredAges} does, 1 adjusts nothing.
   */
  uniformShare: share,
  /** Years (standard deviation) by which a data set's ages are smoothed first. Default 2. */
  smoothing: v.optional(notNegative, 2),
});

export const sourceAgesSchema = v.variant("kind", [coveredSchema, adjustedSchema]);

/**
 * How a data set's own ages are kept from being learned with its look. No set covers all ages in all kinds of pictures: a
 * network that tells the sets apart learns "this look is never 40" from a set that happens to have nobody of 40.
 */
export type SourceAges = CoveredAges | AdjustedAges;

/** The softmax of a sample runs over the ages that its data set covers: a label says which of these it is, and nothing of others. */
export interface CoveredAges extends Given<typeof coveredSchema> {}

/**
 * Logit adjustment (Menon et al. 2021, eq. 10), by data set: in training, the logarithm of how often an age is drawn from a sample's data
 * set is added to its logits. The network learns what a face says of its age, and leaves out how many faces of that age the
 * set has. Its answers are those for ages that are all as frequent.
 */
export interface AdjustedAges extends Given<typeof adjustedSchema> {}
