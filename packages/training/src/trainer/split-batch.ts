import type { CropSet } from "../crops/crop-set";
import { hasAge } from "../losses/targets";
import type { MixedFaces } from "../mixing/mixing";
import type { StepPart } from "./replica";

/** Shares a batch out among replicas, in its order: equal parts, the last one perhaps smaller, none of them empty. */
export function splitBatch(
  indices: Int32Array,
  {
    crops,
    step,
    parts,
    ageRange,
    mixed,
  }: {
    crops: CropSet;
    step: number;
    parts: number;
    ageRange: readonly [minimum: number, maximum: number];
    mixed?: MixedFaces | undefined;
  },
): StepPart[] {
  const samples = Array.from(indices, (index) => crops.manifest.samples[index]!);
  const ageCount = samples.filter((sample) => hasAge(sample, ageRange)).length;
  const genderCount = samples.filter((sample) => sample.gender !== null).length;
  const share = Math.ceil(indices.length / parts);
  return Array.from({ length: Math.ceil(indices.length / share) }, (_, part) => ({
    step,
    indices: indices.slice(part * share, (part + 1) * share),
    batchOffset: part * share,
    ageCount,
    genderCount,
    ...(mixed ? { mixed: sliceOf(mixed, part * share, (part + 1) * share) } : {}),
  }));
}

function sliceOf({ partners, shares }: MixedFaces, from: number, to: number): MixedFaces {
  return { partners: partners.slice(from, to), shares: shares.slice(from, to) };
}
