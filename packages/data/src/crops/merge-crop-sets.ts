import { InvalidArgumentError } from "@fagr/core";
import { describeValue } from "@fagr/core/backend";
import { type CropSet, checkCropSet } from "./crop-set";

/** One crop set after the other as a single set, without a copy. They must have the same crop size and box scale. */
export function mergeCropSets(sets: readonly CropSet[]): CropSet {
  if (!Array.isArray(sets))
    throw new InvalidArgumentError(`mergeCropSets(): expected a list of crop sets, received ${describeValue(sets)}.`);
  for (const set of sets) checkCropSet(set, "mergeCropSets()");
  const first: CropSet | undefined = sets[0];
  if (!first) throw new InvalidArgumentError("Expected at least one crop set, received none.");
  const { size, boxScale } = first.manifest;
  for (const { manifest } of sets as readonly CropSet[])
    if (manifest.size !== size || manifest.boxScale !== boxScale)
      throw new InvalidArgumentError(
        `Expected crop sets of ${size} pixels and ${boxScale} boxes a side, received ${manifest.size} and ${manifest.boxScale}. Prepare them with the same options.`,
      );
  return { manifest: { size, boxScale, samples: sets.flatMap(({ manifest }) => manifest.samples) }, parts: sets };
}
