/**
 * The trained models with their kernels as int8: a quarter of the download. What the rounding changes is measured in the model card.
 *
 * @module @fagr/weights/int8
 */

import { besideScript } from "@fagr/core/backend";
import type { WeightsManifest } from "@fagr/core/network";
import manifest from "../models/age-gender-62-int8/manifest.json" with { type: "json" };

/**
 * The default model with its kernels rounded to 8 bits, with a scale for each output channel: 0.7 MB instead of 2.5. The weights
 * are converted to float32 when the model is loaded, so it runs on every backend, equally fast.
 *
 * @example
 * ```ts
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { weights } from "@fagr/weights/int8";
 *
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
 * ```
 */
export const weights: { readonly manifest: WeightsManifest; readonly file: URL } = {
  manifest: manifest as unknown as WeightsManifest,
  file: import.meta.url
    ? new URL("../models/age-gender-62-int8/age-gender-62-int8.bin", import.meta.url)
    : besideScript("../models/age-gender-62-int8/age-gender-62-int8.bin"),
};
