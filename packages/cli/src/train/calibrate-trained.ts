import { FagrError } from "@fagr/core";
import type { CropSet } from "@fagr/data";
import { calibrateManifest } from "../calibrate/calibrate-manifest";
import type { CommandContext } from "../context";

/**
 * Fits a new model's calibration on the faces that its training never saw. If that is not possible, with too few faces for
 * example, the model stays uncalibrated and the reason is printed.
 */
export async function calibrateTrained(
  manifest: string,
  { crops, validation }: { readonly crops: CropSet; readonly validation: Int32Array },
  context: CommandContext,
): Promise<boolean> {
  try {
    await calibrateManifest(manifest, { crops, faces: validation, backend: "auto" }, context);
    return true;
  } catch (error) {
    if (!(error instanceof FagrError) || error.code !== "INVALID_ARGUMENT") throw error;
    context.note(`Not calibrated: ${error.message}`);
    return false;
  }
}
