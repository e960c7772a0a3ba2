/**
 * The edition for all ages.
 *
 * @module @fagr/weights/all-ages
 */

import { besideScript } from "@fagr/core/backend";
import type { WeightsManifest } from "@fagr/core/network";
import manifest from "../models/age-gender-62-all/manifest.json" with { type: "json" };

/**
 * The edition that covers children and old people too: the same network as the default model, with 101 age classes, 0 to 100
 * years. Its model card is `models/age-gender-62-all/MODEL_CARD.md`: read there what it must not be used for.
 *
 * @example
 * ```ts
 * import { loadAgeGenderModel } from "@fagr/core";
 * import { wasmBackend } from "@fagr/backend-wasm";
 * import { weights } from "@fagr/weights/all-ages";
 *
 * const model = await loadAgeGenderModel({ backend: wasmBackend(), weights });
 * ```
 */
export const weights: { readonly manifest: WeightsManifest; readonly file: URL } = {
  manifest: manifest as unknown as WeightsManifest,
  file: import.meta.url
    ? new URL("../models/age-gender-62-all/age-gender-62-all.bin", import.meta.url)
    : besideScript("../models/age-gender-62-all/age-gender-62-all.bin"),
};
