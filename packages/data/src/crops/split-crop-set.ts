import { type SplitOptions, splitByContent } from "../samples/split";
import { type CropSet, checkCropSet } from "./crop-set";

/** A crop set with merged and checked labels, and its split. */
export interface SplitCropSet {
  readonly crops: CropSet;
  /** Indices into the crops. */
  readonly training: Int32Array;
  /** Indices into the crops; no content is in both. */
  readonly validation: Int32Array;
}

/** Splits a crop set by content, see {@link splitByContent}. */
export function splitCropSet(crops: CropSet, options: SplitOptions): SplitCropSet {
  checkCropSet(crops, "splitCropSet()");
  const { training, validation } = splitByContent(crops.manifest.samples, options);
  const samples = [...crops.manifest.samples];
  for (const { index, ...sample } of [...training, ...validation]) samples[index] = sample;
  const indicesOf = (part: readonly { index: number }[]) => Int32Array.from(part, ({ index }) => index);
  return {
    crops: { ...crops, manifest: { ...crops.manifest, samples } },
    training: indicesOf(training),
    validation: indicesOf(validation),
  };
}
