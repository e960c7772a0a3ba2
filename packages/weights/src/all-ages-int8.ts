/**
 * The all-ages edition with its kernels as int8.
 *
 * @module @fagr/weights/all-ages-int8
 */

import { besideScript } from "@fagr/core/backend";
import type { WeightsManifest } from "@fagr/core/network";
import manifest from "../models/age-gender-62-all-int8/manifest.json" with { type: "json" };

/**
 * The all-ages edition (0 to 100 years) with its kernels rounded to 8 bits, with a scale for each output channel: a quarter of
 * the download. The weights are converted to float32 when the model is loaded.
 *
 * @example
 * ```ts
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { weights } from "@fagr/weights/all-ages-int8";
 *
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
 * ```
 */
export const weights: { readonly manifest: WeightsManifest; readonly file: URL } = {
  manifest: manifest as unknown as WeightsManifest,
  file: import.meta.url
    ? new URL("../models/age-gender-62-all-int8/age-gender-62-all-int8.bin", import.meta.url)
    : besideScript("../models/age-gender-62-all-int8/age-gender-62-all-int8.bin"),
};
