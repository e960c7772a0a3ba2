import { InvalidArgumentError } from "@fagr/core";
import type { CropSet } from "./crop-set";
import { cropBytes } from "./crop-set";

/** One crop set after the other as a single set. They must have the same crop size and box scale. */
export function mergeCropSets(sets: readonly CropSet[]): CropSet {
  const first = sets[0];
  if (!first) throw new InvalidArgumentError("Expected at least one crop set, received none.");
  const { size, boxScale } = first.manifest;
  for (const { manifest } of sets)
    if (manifest.size !== size || manifest.boxScale !== boxScale)
      throw new InvalidArgumentError(
        `Expected crop sets of ${size} pixels and ${boxScale} boxes a side, received ${manifest.size} and ${manifest.boxScale}. Pack them with the same options.`,
      );
  const samples = sets.flatMap((set) => set.manifest.samples);
  const pixels = new Uint8Array(new SharedArrayBuffer(samples.length * cropBytes(size)));
  let offset = 0;
  for (const set of sets) {
    pixels.set(set.pixels, offset);
    offset += set.pixels.length;
  }
  return { manifest: { ...first.manifest, samples }, pixels };
}
