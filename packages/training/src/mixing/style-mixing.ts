import { InvalidArgumentError } from "@fagr/core";
import type { NetworkPlan } from "@fagr/core/network";
import { combineSeeds, createRandom, shuffle } from "@fagr/core/sampling";
import * as v from "valibot";
import { list, share, text } from "../recipe/field-schemas";
import type { Given } from "../recipe/with-defaults";

export const styleMixingSchema = v.strictObject({
  /** Share of the faces whose style is mixed, 0..1. */
  share,
  /** The smallest share of its own style that a face keeps, 0..1; the share is drawn uniformly between it and 1. */
  least: share,
  /**
   * Blocks of the network after which styles are mixed, such as `row3_block1`, or rows with one block. Choose early ones, which
   * represent style.
   */
  after: list(text, "a list of blocks of the network, such as row3_block1"),
});

/**
 * How faces take the style of others' pictures inside the network: means and deviations of channels, which represent light,
 * colours and sharpness more than the face (Zhou et al. 2021, "Domain generalization with MixStyle", arXiv 2104.02008). The
 * network has to learn the labels without them, so that it depends less on a data set's look and is more accurate on other
 * pictures.
 */
export interface StyleMixingOptions extends Given<typeof styleMixingSchema> {}

/** The styles that the faces of a batch, or of a part of it, take. */
export interface MixedStyles {
  /** As in the recipe. */
  readonly after: readonly string[];
  /** Of each face another one: its position in the whole batch. */
  readonly partners: Int32Array;
  /** How much of its own style each keeps; 1 where it is not mixed. */
  readonly shares: Float32Array;
}

/** Draws the styles of a batch of so many faces: each has another face as its partner. The draw depends on seed and step alone. */
export function drawStyles(
  count: number,
  { styleMixing: { share, least, after }, seed, step }: { styleMixing: StyleMixingOptions; seed: number; step: number },
): MixedStyles {
  const random = createRandom(combineSeeds(seed, step, 31));
  const order = shuffle(
    Int32Array.from({ length: count }, (_, position) => position),
    random,
  );
  const partners = new Int32Array(count);
  for (const [place, position] of order.entries()) partners[position] = order[(place + 1) % count]!;
  const shares = Float32Array.from(partners, () => (random() < share ? least + (1 - least) * random() : 1));
  return { after, partners, shares };
}

/**
 * Names of the layers whose outputs are those of the given blocks.
 *
 * @throws InvalidArgumentError if a name is none of the network's blocks, naming those that there are.
 */
export function lastLayersOf(plan: NetworkPlan, blocks: readonly string[]): ReadonlySet<string> {
  const all = [...new Set(plan.layers.flatMap(({ name }) => /^row\d+(_block\d+)?/.exec(name)?.[0] ?? []))];
  return new Set(
    blocks.map((block) => {
      if (all.includes(block)) return plan.layers.findLast(({ name }) => name.startsWith(`${block}_`))!.name;
      throw new InvalidArgumentError(
        `Expected "styleMixing.after" to name blocks of the network, some of ${all.join(", ")}, received "${block}".`,
      );
    }),
  );
}
