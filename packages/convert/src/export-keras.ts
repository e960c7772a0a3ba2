import { checkLoaded, type LoadedWeights } from "@fagr/core/backend";
import { writeH5 } from "./keras/write-h5";

/**
 * Writes a network as a Keras model in HDF5, which `keras.models.load_model()` of Keras 2 and 3 opens: all layers, batch
 * normalisation and dropout included, so it can be trained on with TensorFlow.
 *
 * - Input `image`: `[N, S, S, 3]` float32 in the manifest's colour order and range.
 * - Outputs: age `[N, classes]` and gender `[N, 2]` (female, male), then one for each further attribute; all probabilities.
 * - The manifest is in the file's attribute `fagr_manifest`.
 *
 * @example
 * ```ts
 * await writeFile("model.h5", await exportKeras(await loadWeights(weights)));
 * ```
 */
export async function exportKeras(weights: LoadedWeights): Promise<Uint8Array> {
  checkLoaded(weights);
  return writeH5(weights);
}
