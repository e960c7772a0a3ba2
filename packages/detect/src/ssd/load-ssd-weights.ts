import { InvalidArgumentError, WeightsError } from "@fagr/core";
import {
  type DownloadOptions,
  decodeUtf8,
  describeValue,
  isKind,
  locationBeside,
  shortenLocation,
} from "@fagr/core/backend";
import { type FileSource, readFile, withTotal } from "../file-source";
import { installedSsd } from "../ssd-files";
import { describedBytes, QuantisedWeights } from "./quantised-weights";

/**
 * Where the SSD's weights are: the location of `ssd_mobilenetv1_model-weights_manifest.json` with the `.bin` beside it,
 * or both files, each by location or by bytes.
 */
export type SsdModelSource = URL | string | { readonly manifest: FileSource; readonly weights: FileSource };

/** Loads the weights from where the caller says, or those that come with this package. */
export async function loadSsdWeights(
  source?: SsdModelSource,
  options: DownloadOptions = {},
): Promise<QuantisedWeights> {
  if (source === undefined) return loadInstalledSsd(installedSsd(), options);
  if (typeof source === "string" || isKind(source, "URL")) {
    const location = source as URL | string;
    const manifest = parseManifest(await readFile(location, options));
    const known = withTotal(options, () => describedBytes(manifest));
    return new QuantisedWeights(manifest, await readFile(weightsBeside(location, manifest), known));
  }
  const files = source as Exclude<SsdModelSource, URL | string>;
  if (typeof files !== "object" || files === null || !files.manifest || !files.weights)
    throw new InvalidArgumentError(
      `Expected the SSD's model as the location of its weights manifest or as { manifest, weights }, received ${describeValue(source)}.`,
    );
  // Side by side: the manifest is soon there, and from then on tells how much there is to come.
  let total: number | null = null;
  const readManifest = async () => {
    const manifest = parseManifest(await readFile(files.manifest, options));
    total = describedBytes(manifest);
    return manifest;
  };
  const reading = readFile(
    files.weights,
    withTotal(options, () => total),
  );
  const [manifest, weights] = await Promise.all([readManifest(), reading]);
  return new QuantisedWeights(manifest, weights);
}

/** Says where to get the files if they are not beside the script: they may be missing, or a web server may answer with a page. */
export async function loadInstalledSsd(files: SsdModelSource, options: DownloadOptions): Promise<QuantisedWeights> {
  try {
    return await loadSsdWeights(files, options);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new WeightsError(
      `The detector's weights could not be read: ${(cause as Error).message} They are in the folder models of @fagr/detect. Serve that folder and pass the manifest's address, createFaceDetector({ model: "/models/ssd-mobilenet-v1/ssd_mobilenetv1_model-weights_manifest.json" }), or pass both files as { manifest, weights }.`,
      { cause },
    );
  }
}

function parseManifest(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes));
  } catch (error) {
    throw new WeightsError(
      `Expected the detector's weights manifest to be JSON, received something else: ${(error as Error).message}.`,
      { cause: error },
    );
  }
}

/** The manifest names its one file; it lies in the same folder. */
function weightsBeside(location: URL | string, manifest: unknown): URL | string {
  const path = (manifest as { paths?: unknown[] }[])?.[0]?.paths?.[0];
  if (typeof path !== "string")
    throw new WeightsError(
      `Expected the detector's weights manifest at ${shortenLocation(String(location))} to name its file under "paths".`,
    );
  return locationBeside(location, path);
}
