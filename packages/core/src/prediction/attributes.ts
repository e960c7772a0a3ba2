import type { ProbabilityBatch } from "../model/backend";
import type { Calibration } from "../weights/calibration";
import type { Labels } from "../weights/manifest";
import { applyTemperature } from "./age";

/** What is told of a face beside age and gender, such as glasses, by weights that were taught it. */
export interface AttributeAnswer {
  /** The most probable of the attribute's labels. */
  readonly label: string;
  /**
   * Probability of that label, 0..1; at least one part in as many as there are labels. Calibrated where the weights' calibration has a
   * temperature for the attribute, the network's own otherwise.
   */
  readonly probability: number;
  /** Probability of every label, where asked for. */
  readonly distribution?: Readonly<Record<string, number>>;
}

/** The answers about one face of a batch, by attribute. */
export function attributeAnswers(
  face: number,
  attributes: NonNullable<ProbabilityBatch["attributes"]>,
  {
    labels,
    temperatures,
    distributions,
  }: {
    labels: NonNullable<Labels["attributes"]>;
    temperatures: NonNullable<Calibration["attributeTemperatures"]>;
    distributions: boolean;
  },
): Record<string, AttributeAnswer> {
  const answer = (name: string, names: readonly string[]): AttributeAnswer => {
    const raw = attributes[name]!.subarray(face * names.length, (face + 1) * names.length);
    const probabilities = applyTemperature(raw, temperatures[name] ?? 1);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return {
      label: names[best]!,
      probability: probabilities[best]!,
      ...(distributions
        ? { distribution: Object.fromEntries(names.map((label, index) => [label, probabilities[index]!])) }
        : {}),
    };
  };
  return Object.fromEntries(Object.entries(labels).map(([name, names]) => [name, answer(name, names)]));
}
