import type { AnalyzedFace, DownloadProgress } from "@fagr/core";
import type { FagrFacesElement } from "./fagr-faces-element";

/** Events of `<fagr-faces>`, for `addEventListener`. */
export interface FagrFacesEvents {
  "fagr-progress": CustomEvent<DownloadProgress>;
  "fagr-faces": CustomEvent<{ readonly faces: readonly AnalyzedFace[] }>;
  "fagr-error": CustomEvent<{ readonly error: unknown }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "fagr-faces": FagrFacesElement;
  }
  interface HTMLElementEventMap extends FagrFacesEvents {}
}
