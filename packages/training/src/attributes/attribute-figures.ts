import type { FaceSample } from "@fagr/data";
import { type AttributeLabels, attributeClass } from "./attribute-class";

/** How well an attribute was recognised. */
export interface AttributeFigures {
  /** Mean of -log(probability of the label); null where no face had one. */
  readonly loss: number | null;
  /** Share of the faces whose most probable label is theirs, 0..1. */
  readonly accuracy: number | null;
}

/** Sums over faces, by attribute. */
export type AttributeSums = Readonly<
  Record<string, { readonly count: number; readonly loss: number; readonly hits: number }>
>;

/** The smallest probability that a logarithm is taken of. */
const tiny = 1e-7;

/** Compares probabilities `[N, labels]` with labels. */
export function sumAttributes(
  probabilities: Readonly<Record<string, Float32Array>>,
  samples: readonly Pick<FaceSample, "attributes">[],
  attributes: AttributeLabels,
): AttributeSums {
  return Object.fromEntries(
    Object.entries(attributes).map(([attribute, labels]) => {
      const sums = { count: 0, loss: 0, hits: 0 };
      for (const [index, sample] of samples.entries()) {
        const known = attributeClass(sample, { attribute, labels });
        if (known === undefined) continue;
        const row = probabilities[attribute]!.subarray(index * labels.length, (index + 1) * labels.length);
        sums.count++;
        sums.loss -= Math.log(Math.max(row[known]!, tiny));
        if (row.indexOf(Math.max(...row)) === known) sums.hits++;
      }
      return [attribute, sums];
    }),
  );
}

/** Adds sums up. */
export function addAttributes(parts: readonly AttributeSums[]): AttributeSums {
  const total: Record<string, { count: number; loss: number; hits: number }> = {};
  for (const part of parts)
    for (const [name, { count, loss, hits }] of Object.entries(part)) {
      const sums = (total[name] ??= { count: 0, loss: 0, hits: 0 });
      sums.count += count;
      sums.loss += loss;
      sums.hits += hits;
    }
  return total;
}

/** Means of the sums. */
export function toAttributeFigures(sums: AttributeSums): Record<string, AttributeFigures> {
  return Object.fromEntries(
    Object.entries(sums).map(([name, { count, loss, hits }]) => [
      name,
      { loss: count > 0 ? loss / count : null, accuracy: count > 0 ? hits / count : null },
    ]),
  );
}
