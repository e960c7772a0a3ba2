import { InvalidArgumentError, WeightsError } from "@fagr/core";
import {
  checkOptions,
  type DownloadOptions,
  describeValue,
  downloadOptionNames,
  fetchBytes,
  isKind,
  type LoadedWeights,
  locationBeside,
  refuseDamaged,
  shortenLocation,
} from "@fagr/core/backend";
import { elementCount } from "@fagr/core/network";
import { type ImportOptions, importModel, importOptionNames } from "./import-model";
import type { TfjsModelJson } from "./tfjs/model-json";
import { checkModelJson, readTfjs } from "./tfjs/read-tfjs";

/**
 * Imports a tfjs-layers model: a model.json and the files that it names beside it, as `model.save()` and `tensorflowjs_converter
 * --output_format tfjs_layers_model` write them, quantized or not.
 *
 * @param location - Of the model.json: URL, or path in Node.
 * @returns Weights for `loadAgeGenderModel({ weights })` and `saveWeights()`.
 * @throws DownloadError if a file is missing.
 * @throws WeightsError if the model is not one of this library's networks, naming the layer that differs.
 *
 * @example
 * ```ts
 * const weights = await importTfjs("./trained/model.json", { like: manifest });
 * ```
 */
export async function importTfjs(
  location: URL | string,
  options: ImportOptions & DownloadOptions = {},
): Promise<LoadedWeights> {
  checkOptions(options, [...importOptionNames, ...downloadOptionNames], "importTfjs()");
  if (typeof location !== "string" && !isKind(location, "URL"))
    throw new InvalidArgumentError(
      `importTfjs(): expected the path or the URL of a model.json, received ${describeValue(location)}.`,
    );
  const { fetch, signal, onProgress, timeout } = options;
  const place = shortenLocation(String(location));
  const read = (file: URL | string, maximumBytes: number) =>
    fetchBytes(file, { fetch, signal, onProgress, timeout, maximumBytes });
  return refuseDamaged(
    async () => {
      const modelJson = checkModelJson(parse(await read(location, largestModelJson), place));
      return importModel(readTfjs(modelJson, await readGroups(modelJson, location, read)), options);
    },
    (reason, cause) =>
      new WeightsError(
        `Expected a whole tfjs-layers model at ${place}, received one that is damaged: ${reason}. Save or fetch it again.`,
        { cause },
      ),
  );
}

/** Most bytes of a model.json. */
const largestModelJson = 64 * 2 ** 20;

/** The bytes of each group of weights, from its files put together; no more of them than its list of weights needs. */
async function readGroups(
  modelJson: TfjsModelJson,
  location: URL | string,
  read: (file: URL | string, maximumBytes: number) => Promise<Uint8Array>,
): Promise<Uint8Array[]> {
  const groups: Uint8Array[] = [];
  for (const { paths, weights } of modelJson.weightsManifest) {
    const most = 4 * weights.reduce((sum, { shape }) => sum + elementCount(shape), 0) + 2 ** 20;
    const files: Uint8Array[] = [];
    for (const path of paths) files.push(await read(locationBeside(location, path), most));
    groups.push(new Uint8Array(await new Blob(files as Uint8Array<ArrayBuffer>[]).arrayBuffer()));
  }
  return groups;
}

function parse(bytes: Uint8Array, location: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new WeightsError(
      `Expected the model.json of a tfjs-layers model at ${location}, received something that is not JSON.`,
      {
        cause: error,
      },
    );
  }
}
