import { planNetwork, type WeightSpec, weightSpecs } from "../architecture/plan";
import { isFagrError, WeightsError } from "../errors";
import { checkTensors } from "./check-tensors";
import { sha256Hex } from "./integrity";
import { checkManifest, type WeightsManifest, weightsFormat } from "./manifest";
import { dtypeOf, encodeTensor, isWeightsDtype, listOfDtypes, type WeightsDtype } from "./tensor-bytes";

/** What the author of weights says about them; the rest of the manifest follows from the architecture and the numbers. */
export type WeightsDescription = Omit<WeightsManifest, "format" | "files" | "labels"> & {
  /** Name of the file that will hold the numbers, beside the manifest. For example "model.bin". */
  readonly file: string;
  /** Default "float32"; the others make a smaller file and round the numbers, see {@link WeightsDtype}. */
  readonly dtype?: WeightsDtype;
};

/**
 * Turns tensors into a manifest and the bytes of its file. Nothing is written; put both into one folder.
 *
 * @param tensors - By name, as {@link weightSpecs} lists them for the architecture.
 * @returns The manifest, and little-endian data in the order of {@link weightSpecs}.
 * @throws WeightsError if a tensor is missing, superfluous, of the wrong length or not finite, a number is beyond the
 * range of float16 where the dtype needs it, or a field is bad.
 *
 * @example
 * ```ts
 * const { manifest, data } = await saveWeights(tensors, description);
 * await writeFile("my-model/manifest.json", JSON.stringify(manifest, null, 2));
 * await writeFile(`my-model/${manifest.files[0].path}`, data);
 * ```
 */
export async function saveWeights(
  tensors: ReadonlyMap<string, Float32Array>,
  description: WeightsDescription,
): Promise<{ manifest: WeightsManifest; data: Uint8Array }> {
  const { name, version, architecture, preprocessing, calibration, trainingData, licence, file, tasks } = description;
  const dtype = dtypeOf(description);
  if (!isWeightsDtype(dtype))
    throw new WeightsError(`Expected the dtype ${listOfDtypes}, received ${JSON.stringify(dtype)}.`);
  const plan = planNetwork(architecture);
  checkTensors(plan, tensors);
  const parts = weightSpecs(plan).map((spec) => namingErrors(spec, tensors.get(spec.name)!, dtype));
  const data = joinBytes(parts);
  const [minimum, maximum] = architecture.ageRange;
  const manifest: WeightsManifest = {
    format: weightsFormat,
    name,
    version,
    description: description.description,
    licence,
    architecture,
    preprocessing,
    labels: {
      age: { minimum, maximum },
      gender: ["female", "male"],
      ...(architecture.attributes ? { attributes: architecture.attributes } : {}),
    },
    ...(tasks ? { tasks } : {}),
    ...(calibration ? { calibration } : {}),
    trainingData,
    files: [
      {
        path: file,
        bytes: data.length,
        ...(dtype === "float32" ? {} : { dtype }),
        sha256: await sha256Hex(data),
      },
    ],
  };
  checkManifest(manifest);
  return { manifest, data };
}

function namingErrors(spec: WeightSpec, values: Float32Array, dtype: WeightsDtype): Uint8Array {
  try {
    return encodeTensor(spec, values, dtype);
  } catch (error) {
    if (!isFagrError(error, "INVALID_ARGUMENT")) throw error;
    throw new WeightsError(`Tensor "${spec.name}" as ${dtype}: ${error.message} Save these weights as float32.`, {
      cause: error,
    });
  }
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
