import type { FaceRecord } from "./face-record";
import { fitTemperature, type LabelledAnswer } from "./fit-temperature";

/**
 * The temperature of every attribute whose label is known of enough faces, and not the same of all: with one label alone, the surest answers would fit best.
 *
 * @param answers - With the probability of every label (`attributeDistributions`).
 */
export function fitAttributeTemperatures(
  answers: readonly Pick<FaceRecord, "attributes" | "prediction">[],
  fewestFaces: number,
): Record<string, number> {
  const known = new Map<string, LabelledAnswer[]>();
  for (const { attributes = {}, prediction } of answers)
    for (const [name, { distribution }] of Object.entries(prediction.attributes ?? {})) {
      const label = Object.keys(distribution ?? {}).indexOf(attributes[name] ?? "");
      if (!distribution || label < 0) continue;
      const probabilities = Float32Array.from(Object.values(distribution));
      if (!known.has(name)) known.set(name, []);
      known.get(name)!.push({ probabilities, label });
    }
  const enough = [...known].filter(
    ([, own]) => own.length >= fewestFaces && new Set(own.map(({ label }) => label)).size > 1,
  );
  return Object.fromEntries(enough.map(([name, own]) => [name, fitTemperature(own)]));
}
