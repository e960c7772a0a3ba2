import { WeightsError } from "@fagr/core";
import { type KerasModel, layerError } from "../keras/keras-model";
import { layerReaders } from "./layer-readers";
import type { Operation } from "./operation";

/**
 * Reads the layers of a model as operations.
 *
 * @returns The operations that give the model's outputs; the others hang on them.
 * @throws WeightsError naming the layer that is unknown, or that does what no network of this library does.
 */
export function readOperations({ layers, outputs }: KerasModel): Operation[] {
  const known = new Map<string, Operation>();
  const read = (name: string): Operation => {
    const done = known.get(name);
    if (done) return done;
    const layer = layers.get(name);
    if (!layer) throw new WeightsError(`Expected a layer "${name}", to which the model leads, but it has none.`);
    const reader = layerReaders[layer.className];
    if (!reader) throw layerError(layer, `one of the layers ${Object.keys(layerReaders).join(", ")}`, layer.className);
    const operation = reader(layer, layer.inputs.map(read));
    known.set(name, operation);
    return operation;
  };
  const found = outputs.map(read);
  const unused = [...layers.values()].find(({ name }) => !known.has(name));
  if (unused) throw layerError(unused, "a layer that leads to an output", "one that leads to none");
  return found;
}
