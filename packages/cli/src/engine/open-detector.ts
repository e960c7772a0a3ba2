import type { FaceDetector } from "@fagr/core";
import type { CommandContext } from "../context";
import type { DetectorOptions, ModelOptions } from "../options";
import { chooseRuntime } from "./choose-runtime";

/**
 * Creates the detector that the options name, on the runtime that they name.
 *
 * @param options - `detectorSize`: side of YuNet's input, pixels, where it is not the published file's.
 */
export async function openDetector(
  options: DetectorOptions & Pick<ModelOptions, "backend"> & { detectorSize?: number },
  { signal, fetch }: CommandContext,
): Promise<FaceDetector> {
  const { createFaceDetector } = await import("@fagr/detect");
  const common = { runtime: chooseRuntime(options.backend), signal, fetch };
  if (options.detector === "ssd") return createFaceDetector({ ...common, detector: "ssd" });
  const model = options.detectorModel === undefined ? {} : { model: options.detectorModel };
  const size = options.detectorSize === undefined ? {} : { inputSize: options.detectorSize };
  return createFaceDetector({ ...common, detector: "yunet", ...model, ...size });
}
