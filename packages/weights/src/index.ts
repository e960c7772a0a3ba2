/**
 * The trained models.
 *
 * A model is its manifest, as JSON in the bundle, and the address of its weights file, which is read when the model is loaded.
 * models/ has the files, the model cards say what they were trained and measured on, and training/ has the scripts that made
 * them.
 *
 * @module @fagr/weights
 */

import { besideScript } from "@fagr/core/backend";
import type { WeightsManifest } from "@fagr/core/network";
import manifest from "../models/age-gender-62/manifest.json" with { type: "json" };

/**
 * The default model: MobileFaceNet of the document's Table 2, 62x62 pixels, 633,074 parameters, ages 18 to 65 and gender. The
 * manifest is part of the code; the weights (2.5 MB) are in a file beside it, which is read when the model is loaded. Its model
 * card is `models/age-gender-62/MODEL_CARD.md`: read there what it must not be used for.
 *
 * @example
 * ```ts
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { weights } from "@fagr/weights";
 *
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
 * ```
 */
export const weights: { readonly manifest: WeightsManifest; readonly file: URL } = {
  manifest: manifest as unknown as WeightsManifest,
  file: import.meta.url
    ? new URL("../models/age-gender-62/age-gender-62.bin", import.meta.url)
    : besideScript("../models/age-gender-62/age-gender-62.bin"),
};
