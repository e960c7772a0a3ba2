import { InvalidArgumentError } from "@fagr/core";
import { checkLoaded, checkOptions, describeValue, type LoadedWeights } from "@fagr/core/backend";
import { planNetwork, saveWeights, weightSpecs } from "@fagr/core/network";
import { kerasShape, kerasWeightNames, writeTopology } from "./keras/write-topology";
import type { TfjsModelJson } from "./tfjs/model-json";

/** How {@link exportTfjs} writes. */
export interface ExportTfjsOptions {
  /** Default "float32". "float16" halves the file; tfjs converts the weights to float32 when it loads them. */
  dtype?: "float32" | "float16";
  /** Name of the weights file, beside the model.json. Default "weights.bin". */
  file?: string;
}

/** A tfjs-layers model: two files for one folder. */
export interface TfjsModel {
  /** For `model.json`. */
  readonly model: TfjsModelJson;
  /** For the file beside it that the model names. */
  readonly data: Uint8Array;
}

/**
 * Writes a network as a tfjs-layers model, which `tf.loadLayersModel()` opens: all layers, batch normalisation and dropout
 * included, so it can be trained on with `model.fit()`.
 *
 * Inputs and outputs are those of {@link exportKeras}. The manifest is in `userDefinedMetadata.fagr`.
 *
 * @throws WeightsError if float16 was requested and a weight is beyond its range.
 * @throws InvalidArgumentError for another dtype: the 8 bits of tfjs have one scale for all channels of a kernel, which loses too much.
 *
 * @example
 * ```ts
 * const { model, data } = await exportTfjs(await loadWeights(weights));
 * await writeFile("tfjs/model.json", JSON.stringify(model));
 * await writeFile("tfjs/weights.bin", data);
 * ```
 */
export async function exportTfjs(loaded: LoadedWeights, options: ExportTfjsOptions = {}): Promise<TfjsModel> {
  checkLoaded(loaded);
  checkOptions(options, ["dtype", "file"], "exportTfjs()");
  const { manifest, tensors } = loaded;
  const { dtype = "float32", file = "weights.bin" } = options;
  if (dtype !== "float32" && dtype !== "float16")
    throw new InvalidArgumentError(
      `Expected exportTfjs's dtype to be "float32" or "float16", received ${describeValue(dtype)}.`,
    );
  const plan = planNetwork(manifest.architecture);
  // The order and the bytes are those of the library's own file.
  const saved = await saveWeights(tensors, { ...manifest, file, dtype });
  const quantization = dtype === "float16" ? { dtype, original_dtype: "float32" as const } : undefined;
  const weights = weightSpecs(plan).map((spec) => ({
    name: `${spec.name.slice(0, spec.name.lastIndexOf("/"))}/${kerasWeightNames[spec.kind]}`,
    shape: kerasShape(spec),
    dtype: "float32",
    ...(quantization ? { quantization } : {}),
  }));
  const model: TfjsModelJson = {
    format: "layers-model",
    generatedBy: "fagr",
    convertedBy: null,
    modelTopology: { keras_version: "2.15.0", backend: "tensorflow", model_config: writeTopology(plan) },
    weightsManifest: [{ paths: [file], weights }],
    userDefinedMetadata: { fagr: saved.manifest },
  };
  return { model, data: saved.data };
}
