/**
 * The trained models as float16: half the download. The model card states how little the answers change.
 *
 * @module @fagr/weights/float16
 */

import { besideScript } from "@fagr/core/backend";
import type { WeightsManifest } from "@fagr/core/network";
import manifest from "../models/age-gender-62-float16/manifest.json" with { type: "json" };

/**
 * The default model rounded to float16: 1.3 MB instead of 2.5. The weights are converted to float32 when the model is loaded, so
 * it runs on every backend, equally fast.
 *
 * @example
 * ```ts
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { weights } from "@fagr/weights/float16";
 *
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
 * ```
 */
export const weights: { readonly manifest: WeightsManifest; readonly file: URL } = {
  manifest: manifest as unknown as WeightsManifest,
  file: import.meta.url
    ? new URL("../models/age-gender-62-float16/age-gender-62-float16.bin", import.meta.url)
    : besideScript("../models/age-gender-62-float16/age-gender-62-float16.bin"),
};
