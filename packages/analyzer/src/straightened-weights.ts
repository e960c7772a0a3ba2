import { weights } from "@fagr/weights/int8";

/**
 * The shipped weights, with crops straightened by the eyes if the detector finds them. They were trained on level crops, but are
 * more accurate on straightened ones, upright faces included: `packages/weights/training/straightened-crops.mjs` measures it.
 */
export const straightened = {
  ...weights,
  manifest: {
    ...weights.manifest,
    preprocessing: { ...weights.manifest.preprocessing, alignment: "eyes" },
  },
} as const;
