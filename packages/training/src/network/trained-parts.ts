import { InvalidArgumentError } from "@fagr/core";
import type { FrozenParts } from "@fagr/wasm-gradients";
import * as v from "valibot";
import { notNegative, oneOf, text } from "../recipe/field-schemas";
import { type Given, withDefaults } from "../recipe/with-defaults";
import { type ParameterLayout, slotView } from "./parameters";

export const trainedPartsSchema = v.strictObject({
  /**
   * Factors on the learning rate by part: a row of the network (`row1` to `row10`) or a block of it (`row3_block2`), the heads
   * `age`, `gender` and those of further attributes, or `body`, which is all rows. The most specific name counts; parts without
   * one have 1. A part with 0 is frozen: its weights do not change, and its batch normalisation uses the moving statistics of the
   * initial weights.
   */
  learningRates: v.optional(v.record(text, notNegative, "numbers >= 0 by part of the network"), {}),
  /**
   * `frozen`: batch normalisation of all parts uses the moving statistics of the initial weights, as in inference, and does not
   * change them; its scale and shift are trained. `trained` (default): it uses those of each batch.
   */
  batchNorm: v.optional(oneOf(["trained", "frozen"]), "trained"),
});

/** Which parts of the network are trained, and how fast; of a recipe. */
export interface TrainedParts extends Given<typeof trainedPartsSchema> {}

/**
 * A layout whose slots say how fast each weight is trained.
 *
 * @throws InvalidArgumentError if a part is none of the network's, naming those that there are.
 */
export function withTrainedParts(layout: ParameterLayout, parts: TrainedParts): ParameterLayout {
  const { learningRates, batchNorm } = withDefaults(trainedPartsSchema, parts);
  for (const part of Object.keys(learningRates))
    if (part !== "body" && !layout.slots.some(({ name }) => belongsTo(name, part)))
      throw new InvalidArgumentError(
        `Expected "learningRates" of parts of the network, one of body, ${partsOf(layout).join(", ")} or a block such as row3_block1, received "${part}".`,
      );
  const slots = layout.slots.map((slot) => {
    const rate = rateOf(slot.name, learningRates);
    return { ...slot, rate: !slot.trainable && batchNorm === "frozen" ? 0 : rate };
  });
  return { ...layout, slots };
}

/** What does not change of weights laid out so, for the pass forward and back; undefined where everything does. */
export function frozenParts(layout: ParameterLayout, values: Float32Array): FrozenParts | undefined {
  const frozen = layout.slots.filter(({ rate }) => rate === 0);
  if (frozen.length === 0) return undefined;
  return {
    statistics: new Map(
      frozen.filter(({ trainable }) => !trainable).map((slot) => [slot.name, slotView(values, slot)] as const),
    ),
    weights: new Set(frozen.filter(({ trainable }) => trainable).map(({ name }) => name)),
  };
}

function rateOf(name: string, rates: Readonly<Record<string, number>>): number {
  const [exact] = Object.keys(rates)
    .filter((part) => belongsTo(name, part))
    .sort((a, b) => b.length - a.length);
  if (exact !== undefined) return rates[exact]!;
  return name.startsWith("row") ? (rates.body ?? 1) : 1;
}

function belongsTo(name: string, part: string): boolean {
  return name.startsWith(part) && /^[_/]/.test(name.slice(part.length));
}

function partsOf({ slots }: ParameterLayout): string[] {
  return [...new Set(slots.map(({ name }) => name.split(/[_/]/)[0]!))];
}
