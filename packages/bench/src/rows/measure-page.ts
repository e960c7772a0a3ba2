// What a page under measurement loads after its first prediction: timing, and the answers for the faces of the table.
import type { AgeGenderBackend } from "@fagr/core";
import { loadWeights } from "@fagr/core/network";
import { type Measurement, measureBackend } from "./measurement";

/** @param addresses - Where the weights' manifest and the faces' numbers are served. */
export async function openPageMeasurement(
  backend: AgeGenderBackend,
  { weights, pixels }: { weights: string; pixels: string },
): Promise<Measurement> {
  const response = await fetch(pixels);
  return measureBackend(backend, {
    weights: await loadWeights(weights),
    pixels: new Float32Array(await response.arrayBuffer()),
  });
}
