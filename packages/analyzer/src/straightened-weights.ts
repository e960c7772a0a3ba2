import { weights } from "@fagr/weights/int8";

/**
 * The shipped weights, asking for crops that are straightened by the eyes where a detector tells them. They were trained on level crops, but
 * answer better for straightened ones, upright faces included: `packages/weights/training/straightened-crops.mjs` measures it.
 */
export const straightened = {
  ...weights,
  manifest: {
    ...weights.manifest,
    preprocessing: { ...weights.manifest.preprocessing, alignment: "eyes" },
  },
} as const;
