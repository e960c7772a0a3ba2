import { planNetwork, weightSpecs } from "../architecture/plan";
import { checkTensors } from "./check-tensors";
import { sha256Hex } from "./integrity";
import { checkManifest, type WeightsManifest, weightsFormat } from "./manifest";

/** What the author of weights says about them; the rest of the manifest follows from the architecture and the numbers. */
export type WeightsDescription = Omit<WeightsManifest, "format" | "files" | "labels"> & {
  /** Name of the file that will hold the numbers, beside the manifest. For example "model.bin". */
  readonly file: string;
};

/**
 * Turns tensors into a manifest and the bytes of its file. Nothing is written; put both into one folder.
 *
 * @param tensors - By name, as {@link weightSpecs} lists them for the architecture.
 * @returns The manifest, and little-endian float32 data in the order of {@link weightSpecs}.
 * @throws WeightsError if a tensor is missing, superfluous, of the wrong length or not finite, or a field is bad.
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
  const { name, version, architecture, preprocessing, calibration, trainingData, licence, file } = description;
  const plan = planNetwork(architecture);
  checkTensors(plan, tensors);
  const specs = weightSpecs(plan);
  const data = new Uint8Array(4 * specs.reduce((sum, spec) => sum + tensors.get(spec.name)!.length, 0));
  const view = new DataView(data.buffer);
  let offset = 0;
  for (const spec of specs)
    for (const value of tensors.get(spec.name)!) {
      view.setFloat32(offset, value, true);
      offset += 4;
    }
  const [minimum, maximum] = architecture.ageRange;
  const manifest: WeightsManifest = {
    format: weightsFormat,
    name,
    version,
    description: description.description,
    licence,
    architecture,
    preprocessing,
    labels: { age: { minimum, maximum }, gender: ["female", "male"] },
    ...(calibration ? { calibration } : {}),
    trainingData,
    files: [{ path: file, bytes: data.length, sha256: await sha256Hex(data) }],
  };
  checkManifest(manifest);
  return { manifest, data };
}
