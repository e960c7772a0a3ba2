// tfjs-layers models: model.json with its topology, and weights in shards, also quantised ones.
import { WeightsError } from "@fagr/core";
import { isObject } from "../keras/json";
import { type FileTensor, type KerasModel, weightKind } from "../keras/keras-model";
import { readTopology } from "../keras/read-topology";
import { decodeWeights } from "./decode-weights";
import type { TfjsModelJson } from "./model-json";

/**
 * Reads a model of tfjs-layers.
 *
 * @param modelJson - The parsed model.json.
 * @param groups - For each group of its weightsManifest the bytes of the group's files, put together.
 * @throws WeightsError if it is invalid, or the bytes do not fit it.
 */
export function readTfjs(modelJson: TfjsModelJson, groups: readonly Uint8Array[]): KerasModel {
  const byLayer = new Map<string, Map<string, FileTensor>>();
  for (const [index, group] of modelJson.weightsManifest.entries())
    for (const [name, tensor] of decodeWeights(group.weights, groups[index]!)) {
      const layer = name.slice(0, name.indexOf("/"));
      byLayer.set(layer, (byLayer.get(layer) ?? new Map()).set(weightKind(name), tensor));
    }
  const { modelTopology, userDefinedMetadata } = modelJson;
  const topology = readTopology(
    modelTopology.model_config ?? modelTopology,
    (layer) => byLayer.get(layer) ?? new Map(),
  );
  const manifest = userDefinedMetadata?.fagr;
  return { ...topology, ...(manifest === undefined ? {} : { manifest }) };
}

/**
 * Checks that something is a model.json of tfjs-layers.
 *
 * @throws WeightsError saying what it is instead.
 */
export function checkModelJson(value: unknown): TfjsModelJson {
  if (isObject(value) && value.format === "graph-model")
    throw new WeightsError(
      'Expected a tfjs-layers model ("layers-model"), received a "graph-model", whose layers are dissolved into operations. Convert the Keras model with --output_format tfjs_layers_model, or bring in its .h5 file.',
    );
  if (!isObject(value) || !isObject(value.modelTopology) || !Array.isArray(value.weightsManifest))
    throw new WeightsError(
      "Expected the model.json of a tfjs-layers model, with a modelTopology and a weightsManifest, received something else.",
    );
  for (const [index, group] of value.weightsManifest.entries()) {
    const problem = whyNoGroup(group);
    if (problem)
      throw new WeightsError(`The model.json's weightsManifest[${index}]: expected ${problem}. Save the model again.`);
  }
  return value as unknown as TfjsModelJson;
}

/** Most numbers of a weight, and most weights and files of a group: ours have thousands of times fewer. */
const most = { numbers: 2 ** 28, entries: 100_000 } as const;

/** What a group of the weightsManifest lacks. */
function whyNoGroup(group: unknown): string | undefined {
  if (!isObject(group)) return "{ paths, weights }";
  const { paths, weights } = group;
  if (!Array.isArray(paths) || paths.length > most.entries || !paths.every((path) => typeof path === "string"))
    return "paths as a list of names of files";
  if (!Array.isArray(weights) || weights.length > most.entries) return "weights as a list";
  for (const entry of weights) {
    if (!isObject(entry) || typeof entry.name !== "string" || typeof entry.dtype !== "string")
      return "weights with a name and a dtype each";
    const { shape, quantization } = entry;
    const isShape = Array.isArray(shape) && shape.every((side) => Number.isInteger(side) && side >= 0);
    if (!isShape || shape.reduce((product, side) => product * side, 1) > most.numbers)
      return `a shape of whole numbers for the weight "${entry.name.slice(0, 100)}"`;
    if (quantization !== undefined && !isObject(quantization)) return "quantization as an object";
  }
  return undefined;
}
