import { elementCount } from "../architecture/describe";
import type { WeightSpec } from "../architecture/plan";
import { decodeFloat16, encodeFloat16 } from "./float16";
import { decodeInt8, encodeInt8 } from "./int8";

/**
 * How a weights file holds its numbers. Once loaded they are float32, whatever the file has.
 *
 * - `"float32"`: as they are.
 * - `"float16"`: half the size, 11 bits of every number.
 * - `"int8"`: nearly a quarter. The kernels of convolutions and dense layers, which are nearly all numbers, have 8 bits and a
 *   float32 scale for each output channel. The others stay float16: biases, slopes, what batch normalisation needs, and
 *   depthwise kernels, which are few and from which half of the error of 8 bits would come.
 */
export type WeightsDtype = (typeof weightsDtypes)[number];

/** The names that {@link WeightsDtype} has. */
export const weightsDtypes = ["float32", "float16", "int8"] as const;

/** The dtype of a file or of options that may leave it out. */
export function dtypeOf({ dtype = "float32" }: { readonly dtype?: WeightsDtype }): WeightsDtype {
  return dtype;
}

/** The names as a message lists them. */
export const listOfDtypes = weightsDtypes.map((dtype) => `"${dtype}"`).join(" or ");

/** Whether a value is the name of a dtype. */
export function isWeightsDtype(value: unknown): value is WeightsDtype {
  return weightsDtypes.some((dtype) => dtype === value);
}

/** How many channels of its own scale a tensor has as int8; undefined where it stays float16. */
function int8Channels({ kind, shape }: WeightSpec): number | undefined {
  return kind === "kernel" || kind === "denseKernel" ? shape.at(-1) : undefined;
}

/** Bytes that a weights file has for a tensor. */
export function tensorByteLength(spec: WeightSpec, dtype: WeightsDtype): number {
  const count = elementCount(spec.shape);
  if (dtype === "float32") return 4 * count;
  const channels = dtype === "int8" ? int8Channels(spec) : undefined;
  return channels === undefined ? 2 * count : 4 * channels + count;
}

// DataView says the byte order; a typed array over the bytes would take the machine's, and want them aligned.

/**
 * A tensor as the little-endian bytes of a weights file. As int8, a kernel is its scales as float32, then its numbers.
 *
 * @throws InvalidArgumentError for a number beyond the range of float16, where that is asked for.
 */
export function encodeTensor(spec: WeightSpec, values: Float32Array, dtype: WeightsDtype): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(tensorByteLength(spec, dtype));
  const view = new DataView(bytes.buffer);
  const channels = dtype === "int8" ? int8Channels(spec) : undefined;
  const writeFloats = (floats: Float32Array) => {
    for (const [index, value] of floats.entries()) view.setFloat32(4 * index, value, true);
  };
  if (dtype === "float32") writeFloats(values);
  else if (channels === undefined)
    for (const [index, bits] of encodeFloat16(values).entries()) view.setUint16(2 * index, bits, true);
  else {
    const encoded = encodeInt8(values, channels);
    writeFloats(encoded.scales);
    bytes.set(new Uint8Array(encoded.values.buffer), 4 * channels);
  }
  return bytes;
}

/**
 * A tensor's numbers, widened to float32.
 *
 * @param bytes - As many as {@link tensorByteLength} says.
 */
export function decodeTensor(spec: WeightSpec, bytes: Uint8Array, dtype: WeightsDtype): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = elementCount(spec.shape);
  if (dtype === "float32") return readFloats(view, count);
  const channels = dtype === "int8" ? int8Channels(spec) : undefined;
  if (channels !== undefined) {
    // On the bytes themselves: a Buffer's `slice` is no copy, and its `buffer` the whole file.
    const values = new Int8Array(bytes.buffer, bytes.byteOffset + 4 * channels, count);
    return decodeInt8({ values, scales: readFloats(view, channels) });
  }
  const halves = new Uint16Array(count);
  for (let index = 0; index < count; index++) halves[index] = view.getUint16(2 * index, true);
  return decodeFloat16(halves);
}

function readFloats(view: DataView, count: number): Float32Array {
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++) values[index] = view.getFloat32(4 * index, true);
  return values;
}
