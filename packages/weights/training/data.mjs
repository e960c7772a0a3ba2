// The crops that the shipped weights are trained, chosen and calibrated on.
import { join } from "node:path";
import { mergeCropSets, openCropSet, splitCropSet } from "@fagr/training";

export const sets = ["utkface", "wiki", "celeba", "pixabay"];

/** Loads what pack.mjs wrote and splits it by content: a tenth of the distinct images is for validation. */
export async function loadSplit(folder) {
  const loaded = [];
  for (const name of sets) loaded.push(await openCropSet(join(folder, name)));
  let dropped = 0;
  const { crops, training, validation } = splitCropSet(mergeCropSets(loaded), {
    validationShare: 0.1,
    onSkip: () => dropped++,
  });
  const sampleAt = (index) => crops.manifest.samples[index];
  return {
    crops,
    validation,
    // The gender of small children is hard to tell for people too: their labels would teach noise.
    training: training.filter((index) => sampleAt(index).age === null || sampleAt(index).age >= 13),
    sampleAt,
    dropped,
  };
}
