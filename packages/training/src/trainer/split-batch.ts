import type { Architecture } from "@fagr/core/network";
import type { CropSet } from "@fagr/data/crops";
import { countAttributes } from "../attributes/attribute-targets";
import type { Lessons } from "../distillation/taught-targets";
import { hasAge } from "../losses/targets";
import type { MixedFaces } from "../mixing/mixing";
import type { MixedStyles } from "../mixing/style-mixing";
import type { StepPart } from "./replica";

/** Shares a batch out among replicas, in its order: equal parts, the last one perhaps smaller, none of them empty. */
export function splitBatch(
  indices: Int32Array,
  {
    crops,
    step,
    parts,
    architecture: { ageRange, attributes = {} },
    mixed,
    styles,
    lessons,
  }: {
    crops: CropSet;
    step: number;
    parts: number;
    architecture: Pick<Architecture, "ageRange" | "attributes">;
    mixed?: MixedFaces | undefined;
    styles?: MixedStyles | undefined;
    lessons?: Lessons | undefined;
  },
): StepPart[] {
  const taught = (task: "ageWeights" | "genderWeights", index: number) =>
    lessons ? lessons.share * lessons.targets[task][index]! : 0;
  let ageCount = 0;
  let genderCount = 0;
  for (const index of indices) {
    const sample = crops.manifest.samples[index]!;
    ageCount += hasAge(sample, ageRange) ? 1 : taught("ageWeights", index);
    genderCount += sample.gender !== null ? 1 : taught("genderWeights", index);
  }
  const attributeCounts = countAttributes(
    Array.from(indices, (index) => crops.manifest.samples[index]!),
    attributes,
  );
  const share = Math.ceil(indices.length / parts);
  const count = Math.ceil(indices.length / share);
  return Array.from({ length: count }, (_, part) => ({
    step,
    part,
    parts: count,
    batchSize: indices.length,
    indices: indices.slice(part * share, (part + 1) * share),
    batchOffset: part * share,
    ageCount,
    genderCount,
    attributeCounts,
    ...(mixed ? { mixed: sliceOf(mixed, part * share, (part + 1) * share) } : {}),
    ...(styles ? { styles: sliceOf(styles, part * share, (part + 1) * share) } : {}),
  }));
}

function sliceOf<Pairs extends MixedFaces | MixedStyles>(pairs: Pairs, from: number, to: number): Pairs {
  return { ...pairs, partners: pairs.partners.slice(from, to), shares: pairs.shares.slice(from, to) };
}
