// Mixup: which faces of a batch are blended, and their targets.
import { combineSeeds, createRandom, randomBeta, shuffle } from "@fagr/core/sampling";
import * as v from "valibot";
import { number, share } from "../recipe/field-schemas";
import type { Given } from "../recipe/with-defaults";

export const mixingSchema = v.strictObject({
  /** Share of the faces that are blended, 0..1. */
  share,
  /**
   * Of the Beta(alpha, alpha) distribution that the blend is drawn from, 0 < alpha <= 1: small values leave most faces nearly
   * unchanged, 1 draws all blends with equal probability.
   */
  alpha: number("a number > 0 and <= 1", (value) => value > 0 && value <= 1),
});

/**
 * Mixup (Zhang et al. 2018): faces are blended with others of the batch, pixel by pixel, and so are their targets. This reduces
 * the memorising of faces that the network sees often.
 */
export interface Mixing extends Given<typeof mixingSchema> {}

/** What the faces of a batch, or of a part of it, are blended with. */
export interface MixedFaces {
  /** The other faces, indices into the crop set. */
  readonly partners: Int32Array;
  /** How much of each face itself is left, 0.5..1; 1 where it is not blended. */
  readonly shares: Float32Array;
}

/**
 * Draws the other faces and the blends of a batch. Every face is the other of one: all count alike, as they do without mixing. Seed
 * and step decide, however the batch is shared out afterwards.
 */
export function drawMixedFaces(
  batch: Int32Array,
  { mixing: { share, alpha }, seed, step }: { mixing: Mixing; seed: number; step: number },
): MixedFaces {
  const random = createRandom(combineSeeds(seed, step, 23));
  const order = shuffle(
    Int32Array.from(batch, (_, position) => position),
    random,
  );
  const partners = new Int32Array(batch.length);
  for (const [place, position] of order.entries()) partners[position] = batch[order[(place + 1) % order.length]!]!;
  const shares = Float32Array.from(batch, () => {
    if (random() >= share) return 1;
    const first = randomBeta(alpha, random);
    return Math.max(first, 1 - first);
  });
  return { partners, shares };
}
