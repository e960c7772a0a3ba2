import { type DownloadOptions, fetchBytes, InvalidArgumentError, RuntimeMissingError, WeightsError } from "@fagr/core";
import { type FileSource, readFile } from "../file-source";
import { hasNodeBuiltins, nodeBuiltin } from "../node-builtin";
import { QuantisedWeights } from "./quantised-weights";

/**
 * Where the SSD's weights are: the location of `ssd_mobilenetv1_model-weights_manifest.json` with the `.bin` beside it,
 * or both files, each by location or by bytes.
 */
export type SsdModelSource = URL | string | { readonly manifest: FileSource; readonly weights: FileSource };

const packageName = "@vladmandic/face-api";
const manifestPath = `${packageName}/model/ssd_mobilenetv1_model-weights_manifest.json`;

/** Loads the weights from where the caller says, or (in Node) from the installed package. */
export async function loadSsdWeights(
  source: SsdModelSource = installedManifest(),
  options: DownloadOptions = {},
): Promise<QuantisedWeights> {
  if (typeof source === "string" || source instanceof URL) {
    const manifest = parseManifest(await fetchBytes(source, options));
    return new QuantisedWeights(manifest, await fetchBytes(weightsBeside(source, manifest), options));
  }
  if (typeof source !== "object" || source === null || !source.manifest || !source.weights)
    throw new InvalidArgumentError(
      `Expected the SSD's model as the location of its weights manifest or as { manifest, weights }, received ${describe(source)}.`,
    );
  const manifest = parseManifest(await readFile(source.manifest, options));
  return new QuantisedWeights(manifest, await readFile(source.weights, options));
}

function installedManifest(): string {
  if (!hasNodeBuiltins())
    throw new RuntimeMissingError(
      packageName,
      `Expected to find the detector's weights in the installed package ${packageName}, which works in Node only. In a browser, serve the two files ssd_mobilenetv1_model* of that package's folder "model" and give the address of the manifest: createFaceDetector({ model: "/models/ssd_mobilenetv1_model-weights_manifest.json" }).`,
    );
  try {
    const { createRequire } = nodeBuiltin("node:module", "find the detector's weights");
    return createRequire(import.meta.url).resolve(manifestPath);
  } catch (error) {
    throw new RuntimeMissingError(
      packageName,
      `Expected the detector's weights in the package ${packageName}, but it cannot be found. Install it, or give its files yourself: createFaceDetector({ model: "<folder>/ssd_mobilenetv1_model-weights_manifest.json" }). Where a bundler packs this server code, list @fagr/detect as external.`,
      { cause: error },
    );
  }
}

function parseManifest(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
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
    throw new WeightsError(`Expected the detector's weights manifest at ${location} to name its file under "paths".`);
  const text = String(location);
  if (/^[a-z][a-z0-9+.-]+:/i.test(text)) return new URL(path, text);
  return text.replace(/[^/\\]*$/, "") + path;
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value === "object" ? `{ ${Object.keys(value).join(", ")} }` : typeof value;
}
