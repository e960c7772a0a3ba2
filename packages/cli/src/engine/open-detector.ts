import { access } from "node:fs/promises";
import type { FaceDetector } from "@fagr/core";
import { InvalidArgumentError } from "@fagr/core";
import type { DetectorOptions } from "../options";

/** Creates the detector that the options name. */
export async function openDetector({ detector, detectorModel }: DetectorOptions): Promise<FaceDetector> {
  const { createFaceDetector, defaultModelFolder } = await import("@fagr/detect");
  return createFaceDetector({ detector });
}
