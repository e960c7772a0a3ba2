import { InvalidArgumentError } from "@fagr/core";
import { elementCount } from "@fagr/core/network";
import { Message } from "./wire";

/**
 * The numbers of a constant tensor; the array's class decides the ONNX type (float32, int64, int32, uint8 or int8). Float16, for
 * which not every engine has an array, is said by name and given as bits.
 */
export type TensorData =
  | Float32Array
  | BigInt64Array
  | Int32Array
  | Uint8Array
  | Int8Array
  | { readonly float16: Uint16Array };

/** A constant tensor: its sizes and its numbers in row-major order. A scalar has no sizes. */
export interface ConstantTensor {
  readonly dims: readonly number[];
  readonly data: TensorData;
}

/** TensorProto.DataType of onnx.proto. */
export const elementType = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, float16: 10 } as const;

/** Name of an element type. */
export type ElementType = keyof typeof elementType;

function elementTypeOf(data: TensorData): ElementType {
  if ("float16" in data) return "float16";
  if (data instanceof Float32Array) return "float32";
  if (data instanceof BigInt64Array) return "int64";
  if (data instanceof Int32Array) return "int32";
  if (data instanceof Int8Array) return "int8";
  return "uint8";
}

/**
 * A TensorProto with raw data. Raw data is little-endian, as are all machines that ONNX Runtime for JavaScript runs on.
 *
 * @throws InvalidArgumentError if the sizes and the data's length do not fit.
 */
export function encodeTensor(name: string, { dims, data }: ConstantTensor): Message {
  const values = "float16" in data ? data.float16 : data;
  if (elementCount(dims) !== values.length)
    throw new InvalidArgumentError(
      `Tensor "${name}": expected ${elementCount(dims)} values for sizes [${dims.join(", ")}], received ${values.length}.`,
    );
  const tensor = new Message();
  for (const size of dims) tensor.integer(1, size);
  return tensor
    .integer(2, elementType[elementTypeOf(data)])
    .string(8, name)
    .bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}
