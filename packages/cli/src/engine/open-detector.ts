import type { FaceDetector } from "@fagr/core";
import type { CommandContext } from "../context";
import type { DetectorOptions, ModelOptions } from "../options";
import { chooseRuntime } from "./choose-runtime";

/** Creates the detector that the options name, on the runtime that they name. */
export async function openDetector(
  options: DetectorOptions & Pick<ModelOptions, "backend">,
  { signal, fetch }: CommandContext,
): Promise<FaceDetector> {
  const { createFaceDetector } = await import("@fagr/detect");
  const score = options.minScore === undefined ? {} : { minimumScore: options.minScore };
  const common = { ...chooseRuntime(options.backend), ...score, signal, fetch };
  if (options.detector === "ssd") return createFaceDetector({ ...common, detector: "ssd" });
  const model = options.detectorModel === undefined ? {} : { model: options.detectorModel };
  const size = options.detectorSize === undefined ? {} : { inputSize: options.detectorSize };
  return createFaceDetector({ ...common, detector: "yunet", ...model, ...size });
}

/** The same, with a name that says all that decides about its boxes: what is kept of its faces carries that name. */
export async function openNamedDetector(
  options: DetectorOptions & Pick<ModelOptions, "backend">,
  context: CommandContext,
): Promise<FaceDetector> {
  const detector = await openDetector(options, context);
  const name = options.detectorSize === undefined ? detector.name : `${detector.name} ${options.detectorSize}`;
  return {
    name,
    detect: (image, detectOptions) => detector.detect(image, detectOptions),
    dispose: () => detector.dispose(),
    [Symbol.asyncDispose]: () => detector.dispose(),
  };
}
