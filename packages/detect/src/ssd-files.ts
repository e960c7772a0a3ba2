import { besideScript } from "@fagr/core/backend";
import type { FileSource } from "./file-source";

/**
 * The SSD's weights that come with this package. Bundlers that know `new URL("…", import.meta.url)` copy the files and put their
 * address here; it has to be written out, and in a file as deep as the bundle that is published.
 */
export function installedSsd(): { readonly manifest: FileSource; readonly weights: FileSource } {
  return {
    manifest: import.meta.url
      ? new URL("../models/ssd-mobilenet-v1/ssd_mobilenetv1_model-weights_manifest.json", import.meta.url)
      : besideScript("../models/ssd-mobilenet-v1/ssd_mobilenetv1_model-weights_manifest.json"),
    weights: import.meta.url
      ? new URL("../models/ssd-mobilenet-v1/ssd_mobilenetv1_model.bin", import.meta.url)
      : besideScript("../models/ssd-mobilenet-v1/ssd_mobilenetv1_model.bin"),
  };
}
