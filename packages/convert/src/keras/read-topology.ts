import { WeightsError } from "@fagr/core";
import { isObject, type JsonObject } from "./json";
import { type FileTensor, type KerasModel, layerError } from "./keras-model";

/**
 * Reads the `model_config` of a functional Keras model: that of Keras 2 (which tfjs-layers writes too) and that of Keras 3,
 * which describes the links between layers differently.
 *
 * @param weightsOf - The weights of a layer, by kind.
 * @throws WeightsError if it is no functional model of layers that are used once.
 */
export function readTopology(
  modelConfig: unknown,
  weightsOf: (layer: string) => ReadonlyMap<string, FileTensor>,
): Omit<KerasModel, "manifest"> {
  if (!isObject(modelConfig) || typeof modelConfig.class_name !== "string")
    throw new WeightsError(
      "Expected the description of a Keras model (class_name, config), but the file has none. Save the whole model, not its weights alone.",
    );
  const { class_name: className, config } = modelConfig;
  // "Model" until TensorFlow 2.2, "Functional" since.
  if ((className !== "Model" && className !== "Functional") || !isObject(config) || !Array.isArray(config.layers))
    throw new WeightsError(
      `Expected a functional Keras model ("Model" or "Functional"), received "${className}". Only the age-gender networks of this library can be imported.`,
    );
  const layers = new Map(
    config.layers.filter(isObject).map((entry) => {
      const layer = {
        name: String(isObject(entry.config) ? (entry.config.name ?? entry.name) : entry.name),
        className: String(entry.class_name),
        config: isObject(entry.config) ? entry.config : {},
      };
      const nodes = Array.isArray(entry.inbound_nodes) ? entry.inbound_nodes : [];
      if (nodes.length > 1)
        throw layerError(layer, "a layer that is used once", `one that is used ${nodes.length} times`);
      return [layer.name, { ...layer, inputs: linksOf(nodes), weights: weightsOf(layer.name) }] as const;
    }),
  );
  return { name: String(config.name ?? "model"), layers, outputs: linksOf(config.output_layers) };
}

/**
 * The names in links to other layers, however deep: `["name", 0, 0, {}]` in Keras 2, a `__keras_tensor__` with such a
 * `keras_history` in Keras 3.
 */
function linksOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    const [name, node, tensor] = value;
    if (typeof name === "string" && typeof node === "number" && typeof tensor === "number") return [name];
    return value.flatMap(linksOf);
  }
  if (!isObject(value)) return [];
  if (value.class_name === "__keras_tensor__") return linksOf((value.config as JsonObject | undefined)?.keras_history);
  return linksOf(value.args ?? []);
}
