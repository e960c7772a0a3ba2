import { WeightsError } from "@fagr/core";
import { elementCount } from "@fagr/core/network";

interface TensorEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string; readonly scale: number; readonly min: number };
}

const bytesPerElement: Readonly<Record<string, number>> = { float32: 4, int32: 4, uint16: 2, uint8: 1, bool: 1 };

/**
 * The tensors of a TensorFlow.js weights file, by name. Tensors that were quantised to a byte are brought back to
 * floats: `byte * scale + min`.
 */
export class QuantisedWeights {
  readonly #entries = new Map<string, TensorEntry & { readonly offset: number }>();
  readonly #view: DataView;

  /**
   * @param manifest - The parsed `*-weights_manifest.json`.
   * @param bytes - The `.bin` file that it describes.
   * @throws WeightsError if the manifest is invalid, or the file does not have the stated length.
   */
  constructor(manifest: unknown, bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let offset = 0;
    for (const entry of tensorEntries(manifest)) {
      this.#entries.set(entry.name, { ...entry, offset });
      offset += byteLength(entry);
    }
    if (offset !== bytes.length)
      throw new WeightsError(
        `Expected ${offset} bytes of detector weights, as their manifest says, received ${bytes.length}. Take both files from the same version of the package.`,
      );
  }

  /**
   * A tensor's numbers, row-major.
   *
   * @throws WeightsError if there is no float tensor of this name and shape.
   */
  tensor(name: string, shape: readonly number[]): Float32Array {
    const entry = this.#entries.get(name);
    const stored = entry && (entry.quantization?.dtype ?? entry.dtype);
    if (
      entry?.dtype !== "float32" ||
      (stored !== "uint8" && stored !== "float32") ||
      String(entry.shape) !== String(shape)
    )
      throw new WeightsError(
        `Expected the tensor "${name}" with shape [${shape.join(", ")}] in the detector's weights, received ${entry ? `${stored} of shape [${entry.shape.join(", ")}]` : "none of that name"}. These are not the weights of face-api's SSD MobileNet v1.`,
      );
    const { offset, quantization } = entry;
    const view = this.#view;
    const values = new Float32Array(elementCount(shape));
    for (let index = 0; index < values.length; index++)
      values[index] = quantization
        ? view.getUint8(offset + index) * quantization.scale + quantization.min
        : view.getFloat32(offset + 4 * index, true);
    return values;
  }
}

/**
 * Bytes of the file that a manifest describes.
 *
 * @throws WeightsError if the manifest is invalid.
 */
export function describedBytes(manifest: unknown): number {
  return tensorEntries(manifest).reduce((sum, entry) => sum + byteLength(entry), 0);
}

const byteLength = ({ shape, dtype, quantization }: TensorEntry) =>
  elementCount(shape) * bytesPerElement[quantization?.dtype ?? dtype]!;

function tensorEntries(manifest: unknown): TensorEntry[] {
  const groups = manifest as { weights: TensorEntry[] }[];
  const entries = Array.isArray(groups) ? groups.flatMap((group) => group?.weights) : [];
  const isEntry = ({ name, shape, dtype, quantization }: Partial<TensorEntry> = {}) =>
    typeof name === "string" && Array.isArray(shape) && (quantization?.dtype ?? dtype ?? "") in bytesPerElement;
  if (entries.length === 0 || !entries.every((entry) => isEntry(entry ?? {})))
    throw new WeightsError(
      `Expected the weights manifest of a TensorFlow.js model (a list of groups, each with "weights"), received ${JSON.stringify(manifest)?.slice(0, 80)}.`,
    );
  return entries;
}
