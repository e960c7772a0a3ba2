import { WeightsError } from "@fagr/core";
import { decodeFloat16, elementCount } from "@fagr/core/network";
import type { FileTensor } from "../keras/keras-model";
import type { TfjsWeightEntry } from "./model-json";

/**
 * The weights of one group of a model.json, from the bytes of its files put together.
 *
 * @throws WeightsError if the bytes are not as many as the list needs, or a weight is of another kind than numbers.
 */
export function decodeWeights(entries: readonly TfjsWeightEntry[], bytes: Uint8Array): Map<string, FileTensor> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tensors = new Map<string, FileTensor>();
  let offset = 0;
  for (const entry of entries) {
    const length = elementCount(entry.shape);
    const { width, read } = numberFormat(entry);
    if (offset + length * width > bytes.length)
      throw new WeightsError(
        `Expected at least ${offset + length * width} bytes, up to the weight "${entry.name}", received ${bytes.length}. A file beside the model.json is cut short.`,
      );
    const values = new Float32Array(length);
    for (let index = 0; index < length; index++, offset += width) values[index] = read(view, offset);
    tensors.set(entry.name, { shape: entry.shape, values });
  }
  if (offset !== bytes.length)
    throw new WeightsError(
      `Expected ${offset} bytes of weights as the model.json lists them, received ${bytes.length}. The files beside it belong to another model.`,
    );
  return tensors;
}

interface NumberFormat {
  /** Bytes. */
  readonly width: number;
  read(view: DataView, offset: number): number;
}

function numberFormat({ name, dtype, quantization }: TfjsWeightEntry): NumberFormat {
  const { dtype: stored = dtype, scale = 1, min = 0 } = quantization ?? {};
  if (dtype === "float32")
    switch (stored) {
      case "float32":
        return { width: 4, read: (view, offset) => view.getFloat32(offset, true) };
      case "float16":
        return { width: 2, read: (view, offset) => decodeFloat16(Uint16Array.of(view.getUint16(offset, true)))[0]! };
      case "uint16":
        return { width: 2, read: (view, offset) => view.getUint16(offset, true) * scale + min };
      case "uint8":
        return { width: 1, read: (view, offset) => view.getUint8(offset) * scale + min };
    }
  throw new WeightsError(
    `Weight "${name}": expected float32, perhaps quantized, received ${dtype} stored as ${stored}.`,
  );
}
