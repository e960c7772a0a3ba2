// Weights on disk and in memory: the manifest, the download with its checks, the types of numbers, and the way back into files.
import { type NetworkPlan, weightSpecs } from "../architecture/plan";
import { InvalidArgumentError, WeightsError } from "../errors";
import { reasonOf } from "../reason";
import { bytesOf } from "../values/bytes-of";
import { checkOptions } from "../values/check-options";
import { describeValue, isKind } from "../values/describe-value";
import { decodeUtf8 } from "../values/simulated-page";
import { checkTensors } from "./check-tensors";
import { type DownloadOptions, downloadOptionNames, fetchBytes } from "./download";
import { sha256Hex } from "./integrity";
import { locationBeside } from "./location-beside";
import { type ImportedManifest, type LoadedWeights, planManifest, type WeightsManifest } from "./manifest";
import { shortenLocation } from "./shorten-location";
import { decodeTensor, dtypeOf, tensorByteLength } from "./tensor-bytes";

/**
 * Where weights come from: the location of a `manifest.json` that lies beside its file (URL, or path in Node), a
 * manifest with its file (location or bytes), or weights that are loaded already.
 */
export type WeightsSource =
  | URL
  | string
  | {
      readonly manifest: WeightsManifest | ImportedManifest;
      readonly file: URL | string | Uint8Array | ArrayBuffer;
    }
  | LoadedWeights;

/**
 * Loads and checks weights: the manifest's fields, the file's length and SHA-256, and that every number is finite.
 *
 * @throws WeightsError if the manifest or the file is not what it says it is.
 * @throws DownloadError if one of them cannot be fetched.
 *
 * @example
 * ```ts
 * const { manifest, tensors } = await loadWeights("./my-model/manifest.json");
 * ```
 */
export async function loadWeights(source: WeightsSource, options: DownloadOptions = {}): Promise<LoadedWeights> {
  checkOptions(options, downloadOptionNames, "loadWeights()");
  if (typeof source === "string" && /^(?:@fagr\/weights\/)?(?:all-ages|(?:all-ages-)?(?:int8|float16))$/.test(source))
    throw new InvalidArgumentError(
      `Expected weights as the location of a manifest.json or as they are imported, received the name "${source}". Import them: import { weights } from "@fagr/weights/${source.replace("@fagr/weights/", "")}".`,
    );
  if (typeof source === "string" || isKind(source, "URL")) {
    const location = source as URL | string;
    const bytes = await fetchBytes(location, { ...options, maximumBytes: largestManifest });
    const manifest = parseManifest(bytes, shortenLocation(String(location)));
    const plan = planManifest(manifest);
    return loadFile({ manifest, plan }, locationBeside(location, manifest.files[0].path), options);
  }
  if (typeof source !== "object" || source === null || !("manifest" in source))
    throw new InvalidArgumentError(
      `Expected weights as the location of a manifest.json, as { manifest, file } or as loaded weights, received ${describeValue(source)}.`,
    );
  const given = source as Exclude<WeightsSource, URL | string>;
  const plan = planManifest(given.manifest);
  // Checked just now: an imported manifest is one whatever its type says.
  const manifest = given.manifest as WeightsManifest;
  if ("tensors" in given) {
    checkTensors(plan, given.tensors);
    return { ...given, plan };
  }
  return loadFile({ manifest, plan }, given.file, options);
}

/** Most bytes of a manifest. */
const largestManifest = 4 * 2 ** 20;

function parseManifest(bytes: Uint8Array, location: string): WeightsManifest {
  let value: unknown;
  try {
    value = JSON.parse(decodeUtf8(bytes));
  } catch (error) {
    throw new WeightsError(
      `Expected a weights manifest (JSON) at ${location}, received something else: ${reasonOf(error)}.`,
      { cause: error },
    );
  }
  return value as WeightsManifest;
}

async function loadFile(
  { manifest, plan }: { manifest: WeightsManifest; plan: NetworkPlan },
  file: URL | string | Uint8Array | ArrayBuffer,
  options: DownloadOptions,
): Promise<LoadedWeights> {
  const inMemory = bytesOf(file);
  if (!inMemory && typeof file !== "string" && !isKind(file, "URL"))
    throw new InvalidArgumentError(
      `Expected the weights file as a URL, a path, a Uint8Array or an ArrayBuffer, received ${describeValue(file)}.`,
    );
  const [{ path, bytes: expectedBytes, sha256 }] = manifest.files;
  // The manifest knows the size where a server that compresses does not say it.
  const onProgress: DownloadOptions["onProgress"] =
    options.onProgress && ((progress) => options.onProgress!({ ...progress, totalBytes: expectedBytes }));
  const request = { ...options, onProgress, maximumBytes: expectedBytes };
  const bytes = inMemory ?? (await fetchBytes(file as URL | string, request));
  if (bytes.length !== expectedBytes)
    throw new WeightsError(
      `Weights file "${path}": expected ${expectedBytes} bytes, received ${bytes.length}. The file is incomplete or does not belong to this manifest; download it again.`,
    );
  const actual = await sha256Hex(bytes);
  if (actual !== sha256)
    throw new WeightsError(
      `Weights file "${path}": expected SHA-256 ${sha256}, received ${actual}. The file was changed or damaged; download it again.`,
    );
  options.signal?.throwIfAborted();
  const dtype = dtypeOf(manifest.files[0]);
  const tensors = new Map<string, Float32Array>();
  let offset = 0;
  for (const spec of weightSpecs(plan)) {
    const length = tensorByteLength(spec, dtype);
    tensors.set(spec.name, decodeTensor(spec, bytes.subarray(offset, offset + length), dtype));
    offset += length;
  }
  checkTensors(plan, tensors);
  return { manifest, tensors, plan };
}
