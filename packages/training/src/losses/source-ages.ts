import * as v from "valibot";
import { ages, notNegative, share, text } from "../recipe/field-schemas";
import type { Given } from "../recipe/with-defaults";

const coveredSchema = v.strictObject({
  kind: v.literal("covered"),
  /** Age ranges, years, one or several, by data set. Sets without an entry cover all ages. */
  ages: v.record(text, ages, "ages by data set"),
});

const adjustedSchema = v.strictObject({
  kind: v.literal("adjusted"),
  /**
   * Share of uniformly distributed ages that is mixed into each data set's, 0..1: 0 excludes ages that a set lacks altogether, as
   * {@link CoveredAges} does, 1 adjusts nothing.
   */
  uniformShare: share,
  /** Years (standard deviation) by which a data set's ages are smoothed first. Default 2. */
  smoothing: v.optional(notNegative, 2),
});

export const sourceAgesSchema = v.variant("kind", [coveredSchema, adjustedSchema]);

/**
 * How to keep the network from associating a data set's look with its ages. No set covers all ages in all kinds of pictures: a
 * network that can tell the sets apart learns "this look is never 40" from a set without 40-year-olds.
 */
export type SourceAges = CoveredAges | AdjustedAges;

/** The softmax of a sample runs over the ages that its data set covers: a label says which of these is right, and nothing about others. */
export interface CoveredAges extends Given<typeof coveredSchema> {}

/**
 * Logit adjustment (Menon et al. 2021, eq. 10), by data set: in training, the logarithm of how often an age is drawn from a
 * sample's data set is added to its logits. The network learns what a face shows of its age, not how frequent that age is in the
 * set. Its answers assume that all ages are equally frequent.
 */
export interface AdjustedAges extends Given<typeof adjustedSchema> {}
