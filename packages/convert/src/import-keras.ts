import { InvalidArgumentError, WeightsError } from "@fagr/core";
import { bytesOf, checkOptions, describeValue, type LoadedWeights, refuseDamaged } from "@fagr/core/backend";
import { type ImportOptions, importModel, importOptionNames } from "./import-model";
import { readH5 } from "./keras/read-h5";

/**
 * Imports a model that Keras saved as HDF5 (`model.save("model.h5")`, Keras 2 or 3): the document authors' own MFN.h5, a network
 * of fagr that was trained on with TensorFlow, or one that was built like it.
 *
 * The architecture is recognised by the layers and their shapes; names and order do not matter. Every layer is then compared with
 * the plan, so a file is imported unchanged or not at all.
 *
 * @param bytes - The file.
 * @returns Weights for `loadAgeGenderModel({ weights })` and `saveWeights()`.
 * @throws WeightsError if the file is invalid, or has a layer that the architecture lacks, naming it.
 *
 * @example
 * ```ts
 * const weights = await importKeras(await readFile("MFN.h5"), { name: "mfn", licence: "none stated" });
 * const model = await loadAgeGenderModel({ backend: onnxBackend(), weights });
 * ```
 */
export async function importKeras(bytes: Uint8Array, options: ImportOptions = {}): Promise<LoadedWeights> {
  checkOptions(options, importOptionNames, "importKeras()");
  const file = bytesOf(bytes);
  if (!file)
    throw new InvalidArgumentError(
      `Expected the bytes of a .h5 file, received ${describeValue(bytes)}. Read the file first.`,
    );
  return refuseDamaged(
    async () => importModel(await readH5(file), options),
    (reason, cause) =>
      new WeightsError(
        `Expected a whole Keras file in HDF5 (.h5), received one that is damaged: ${reason}. Fetch it again.`,
        {
          cause,
        },
      ),
  );
}
