import type { LoadedWeights } from "@fagr/core/backend";
import { planNetwork } from "@fagr/core/network";
import { kerasOrder } from "./keras-order";
import { writeH5File } from "./open-h5";
import { kerasShape, kerasWeightNames, writeTopology } from "./write-topology";

/** The attribute of the file in which the manifest travels. Keras leaves it out when it saves the model again. */
export const manifestAttribute = "fagr_manifest";

/** The version whose form of HDF5 this is; Keras 3 still reads it. */
const kerasVersion = "2.15.0";

/** Writes the file that {@link exportKeras} gives. */
export function writeH5({ manifest, tensors }: LoadedWeights): Promise<Uint8Array> {
  const plan = planNetwork(manifest.architecture);
  const layers = kerasOrder(plan);
  return writeH5File((file) => {
    file.create_attribute("keras_version", kerasVersion);
    file.create_attribute("backend", "tensorflow");
    file.create_attribute("model_config", JSON.stringify(writeTopology(plan)));
    file.create_attribute(manifestAttribute, JSON.stringify(manifest));
    const weights = file.create_group("model_weights");
    weights.create_attribute("keras_version", kerasVersion);
    weights.create_attribute("backend", "tensorflow");
    weights.create_attribute("layer_names", ["image", ...layers.map(({ name }) => name)]);
    // Keras looks for a group of every name, also of a layer without weights.
    weights.create_group("image");
    for (const layer of layers) {
      const group = weights.create_group(layer.name);
      if (layer.weights.length === 0) continue;
      const names = layer.weights.map(({ kind }) => `${layer.name}/${kerasWeightNames[kind]}:0`);
      group.create_attribute("weight_names", names);
      const own = group.create_group(layer.name);
      for (const [index, spec] of layer.weights.entries())
        own.create_dataset({
          name: names[index]!.slice(layer.name.length + 1),
          data: tensors.get(spec.name)!,
          shape: kerasShape(spec),
        });
    }
  });
}
