// Keras's files: HDF5 with weights and a topology in JSON, of version 2 and 3.
import { WeightsError } from "@fagr/core";
import type { File, Group } from "h5wasm";
import { type FileTensor, type KerasModel, weightKind } from "./keras-model";
import { withH5File } from "./open-h5";
import { readTopology } from "./read-topology";
import { manifestAttribute } from "./write-h5";

/**
 * Reads a model that Keras saved as HDF5: `model.save("model.h5")`, of Keras 2 or 3.
 *
 * @throws WeightsError if the file is invalid, or holds weights without a model.
 */
export function readH5(bytes: Uint8Array): Promise<KerasModel> {
  return withH5File(bytes, (file) => {
    const config = textAttribute(file, "model_config");
    const weights = groupAt(file, "model_weights");
    if (config === undefined || weights === undefined)
      throw new WeightsError(
        'Expected a model with its weights, but the file has no "model_config" or no "model_weights". Save the whole model with model.save("model.h5"), not model.save_weights().',
      );
    const manifest = textAttribute(file, manifestAttribute);
    return {
      ...readTopology(JSON.parse(config), (layer) => readWeights(groupAt(weights, layer))),
      ...(manifest === undefined ? {} : { manifest: JSON.parse(manifest) }),
    };
  });
}

/** The tensors that a layer's group lists in its attribute `weight_names`. */
function readWeights(group: Group | undefined): Map<string, FileTensor> {
  const tensors = new Map<string, FileTensor>();
  const names = group?.attrs.weight_names?.value;
  if (!group || !Array.isArray(names)) return tensors;
  for (const name of names as string[]) {
    const dataset = group.get(name);
    const value = dataset && "value" in dataset ? dataset.value : null;
    if (!dataset || !("shape" in dataset) || !ArrayBuffer.isView(value))
      throw new WeightsError(`Expected the weight "${name}" in the group "${group.path}", but it is not there.`);
    tensors.set(weightKind(name), {
      shape: dataset.shape ?? [],
      values: Float32Array.from(value as unknown as ArrayLike<number>),
    });
  }
  return tensors;
}

function groupAt(parent: Group, name: string): Group | undefined {
  const found = parent.get(name);
  return found && "keys" in found ? found : undefined;
}

function textAttribute(file: File, name: string): string | undefined {
  const value = file.attrs[name]?.value;
  return typeof value === "string" ? value : undefined;
}
