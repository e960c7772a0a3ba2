import { WeightsError } from "@fagr/core";
import { type DownloadOptions, fetchBytes, type LoadedWeights, locationBeside } from "@fagr/core/backend";
import { type ImportOptions, importModel } from "./import-model";
import { checkModelJson, readTfjs } from "./tfjs/read-tfjs";

/**
 * Brings a tfjs-layers model in: a model.json and the files that it names beside it, as `model.save()` and
 * `tensorflowjs_converter --output_format tfjs_layers_model` write them, quantized or not.
 *
 * @param location - Of the model.json: URL, or path in Node.
 * @returns Weights for `loadAgeGenderModel({ weights })` and `saveWeights()`.
 * @throws DownloadError if a file is missing.
 * @throws WeightsError if the model is none of this library's networks, naming the layer that differs.
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
  const modelJson = checkModelJson(parse(await fetchBytes(location, options), String(location)));
  const groups: Uint8Array[] = [];
  for (const { paths } of modelJson.weightsManifest) {
    const files = await Promise.all(paths.map((path) => fetchBytes(locationBeside(location, path), options)));
    groups.push(new Uint8Array(await new Blob(files as Uint8Array<ArrayBuffer>[]).arrayBuffer()));
  }
  return importModel(readTfjs(modelJson, groups), options);
}

function parse(bytes: Uint8Array, location: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new WeightsError(`Expected the model.json of a tfjs-layers model at ${location}, received no JSON.`, {
      cause: error,
    });
  }
}
