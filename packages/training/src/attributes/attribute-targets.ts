import type { FaceSample } from "@fagr/data";
import { type AttributeLabels, attributeClass } from "./attribute-class";

/** Targets of one attribute in a batch. */
export interface AttributeTargets {
  /** `[N, labels]`, each row sums to 1. */
  readonly rows: Float32Array;
  /** `[N]` 0 where the label is unknown. */
  readonly weights: Float32Array;
}

/**
 * Targets of the further heads of a network.
 *
 * @param smoothing - Of an attribute, share of the target that is spread over all labels.
 */
export function makeAttributeTargets(
  samples: readonly Pick<FaceSample, "attributes">[],
  { attributes, smoothing }: { attributes: AttributeLabels; smoothing: (attribute: string) => number },
): Record<string, AttributeTargets> {
  return Object.fromEntries(
    Object.entries(attributes).map(([attribute, labels]) => {
      const rows = new Float32Array(samples.length * labels.length);
      const weights = new Float32Array(samples.length);
      for (const [index, sample] of samples.entries()) {
        const known = attributeClass(sample, { attribute, labels });
        const spread = known === undefined ? 1 : smoothing(attribute);
        rows.fill(spread / labels.length, index * labels.length, (index + 1) * labels.length);
        if (known === undefined) continue;
        rows[index * labels.length + known]! += 1 - spread;
        weights[index] = 1;
      }
      return [attribute, { rows, weights }];
    }),
  );
}

/** How many of some samples have each attribute. */
export function countAttributes(
  samples: readonly Pick<FaceSample, "attributes">[],
  attributes: AttributeLabels,
): Record<string, number> {
  const count = (attribute: string) => samples.filter((sample) => sample.attributes?.[attribute] !== undefined).length;
  return Object.fromEntries(Object.keys(attributes).map((attribute) => [attribute, count(attribute)]));
}
