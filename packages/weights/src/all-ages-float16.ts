/**
 * The all-ages edition as float16.
 *
 * @module @fagr/weights/all-ages-float16
 */

import { besideScript } from "@fagr/core/backend";
import type { WeightsManifest } from "@fagr/core/network";
import manifest from "../models/age-gender-62-all-float16/manifest.json" with { type: "json" };

/**
 * The all-ages edition (0 to 100 years) rounded to float16: half the download. The weights are converted to float32 when the
 * model is loaded.
 *
 * @example
 * ```ts
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { weights } from "@fagr/weights/all-ages-float16";
 *
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
 * ```
 */
export const weights: { readonly manifest: WeightsManifest; readonly file: URL } = {
  manifest: manifest as unknown as WeightsManifest,
  file: import.meta.url
    ? new URL("../models/age-gender-62-all-float16/age-gender-62-all-float16.bin", import.meta.url)
    : besideScript("../models/age-gender-62-all-float16/age-gender-62-all-float16.bin"),
};
