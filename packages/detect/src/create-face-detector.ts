import { type FaceDetector, InvalidArgumentError, WeightsError } from "@fagr/core";
import { checkDetectorOptions, withCurrentNames } from "./detector-options";
import { hasNodeBuiltins, nodeBuiltin } from "./node-builtin";
import { createSsdDetector, type SsdDetectorOptions } from "./ssd/ssd-detector";
import { isYunetFile, yunetFile } from "./yunet/download";
import { defaultModelFolder } from "./yunet/model-folder";
import { createYunetDetector, type YunetDetectorOptions } from "./yunet/yunet-detector";

/** Which detector, and its options. */
export type CreateFaceDetectorOptions =
  | ({ detector?: "ssd" } & SsdDetectorOptions)
  | ({
      detector: "yunet";
      /** Default: the file that `downloadYunet()` left in its default folder (Node only). */
      model?: YunetDetectorOptions["model"];
    } & Omit<YunetDetectorOptions, "model">);

/**
 * A face detector. `"ssd"`, the default, comes with the installation; `"yunet"` finds more faces, is faster and returns
 * landmarks, but its file has to be downloaded once, see {@link downloadYunet}. In Node nothing is fetched from the network
 * unless you give an address; a page fetches the SSD's files (5.6 MB) from beside its script, where bundlers put them.
 *
 * The boxes of both are the crop that age-gender networks are trained on, pixels of the picture; a box may reach over
 * the picture's edge.
 *
 * @throws InvalidArgumentError for an unknown detector or an option out of range, WeightsError or DownloadError if the model is
 * missing or a different one, RuntimeMissingError if a package is not installed.
 *
 * @example
 * ```ts
 * await using detector = await createFaceDetector();
 * const faces = await detector.detect(await loadImage("family.jpg"));
 * ```
 */
export async function createFaceDetector(given: CreateFaceDetectorOptions = {}): Promise<FaceDetector> {
  checkDetectorOptions(given, "createFaceDetector()", ["inputSize"]);
  const options = withCurrentNames(given);
  const { detector = "ssd" } = options;
  options.signal?.throwIfAborted();
  if (options.detector === "yunet")
    return createYunetDetector({ ...options, model: options.model ?? (await downloadedYunet()) });
  if (detector === "ssd") return createSsdDetector(options);
  throw new InvalidArgumentError(`Expected detector "ssd" or "yunet", received ${JSON.stringify(detector)}.`);
}

async function downloadedYunet(): Promise<string> {
  if (!hasNodeBuiltins())
    throw new InvalidArgumentError(
      `Expected the option model, the address or the bytes of ${yunetFile.name}, received none. Only Node has a folder to look in.`,
    );
  const { join } = nodeBuiltin("node:path", "look for a downloaded model");
  const path = join(defaultModelFolder(), yunetFile.name);
  if (await isYunetFile(path)) return path;
  throw new WeightsError(
    `Expected YuNet's file at ${path}, but there is none, or a different one. Download it with downloadYunet() or "fagr download yunet", or pass its location as the option model.`,
  );
}
