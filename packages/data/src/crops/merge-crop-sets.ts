import { InvalidArgumentError } from "@fagr/core";
import type { CropSet } from "./crop-set";

/** One crop set after the other as a single set, without a copy. They must have the same crop size and box scale. */
export function mergeCropSets(sets: readonly CropSet[]): CropSet {
  const first = sets[0];
  if (!first) throw new InvalidArgumentError("Expected at least one crop set, received none.");
  const { size, boxScale } = first.manifest;
  for (const { manifest } of sets)
    if (manifest.size !== size || manifest.boxScale !== boxScale)
      throw new InvalidArgumentError(
        `Expected crop sets of ${size} pixels and ${boxScale} boxes a side, received ${manifest.size} and ${manifest.boxScale}. Prepare them with the same options.`,
      );
  return { manifest: { size, boxScale, samples: sets.flatMap(({ manifest }) => manifest.samples) }, parts: sets };
}
