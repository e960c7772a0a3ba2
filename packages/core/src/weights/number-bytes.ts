import { decodeFloat16, encodeFloat16 } from "./float16";
import { bytesPerNumber, type WeightsDtype } from "./manifest";

// DataView says the byte order; a typed array over the bytes would take the machine's.

/**
 * Numbers as the little-endian bytes of a weights file.
 *
 * @throws InvalidArgumentError for a number beyond the range of float16, if that was asked for.
 */
export function encodeNumbers(values: Float32Array, dtype: WeightsDtype): Uint8Array {
  const width = bytesPerNumber[dtype];
  const view = new DataView(new ArrayBuffer(values.length * width));
  if (dtype === "float16")
    for (const [index, bits] of encodeFloat16(values).entries()) view.setUint16(index * width, bits, true);
  else for (const [index, value] of values.entries()) view.setFloat32(index * width, value, true);
  return new Uint8Array(view.buffer);
}

/** The numbers of a weights file, widened to float32. */
export function decodeNumbers(bytes: Uint8Array, dtype: WeightsDtype): Float32Array {
  const width = bytesPerNumber[dtype];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.byteLength / width;
  if (dtype === "float16") {
    const halves = new Uint16Array(length);
    for (let index = 0; index < length; index++) halves[index] = view.getUint16(index * width, true);
    return decodeFloat16(halves);
  }
  const values = new Float32Array(length);
  for (let index = 0; index < length; index++) values[index] = view.getFloat32(index * width, true);
  return values;
}
