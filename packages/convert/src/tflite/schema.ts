/**
 * The part of TensorFlow Lite's schema (tensorflow/compiler/mlir/lite/schema/schema.fbs, version 3) that a network of this library needs:
 * numbers of fields, operators and types. They are fixed for all versions of the format: the schema only grows.
 */
import { float32, int8, int32, Table } from "./flatbuffer";

/** The file's identifier, and the version of its schema. */
export const fileIdentifier = "TFL3";
export const schemaVersion = 3;

/** What the numbers of a tensor are. */
export const tensorTypes = { float32: 0, float16: 1 } as const;

export type TensorType = keyof typeof tensorTypes;

/** An operator of the runtime: its code, and the version that has what is used here. */
export interface OperatorCode {
  readonly code: number;
  readonly version: number;
}

export const operatorCodes = {
  add: { code: 0, version: 1 },
  convolution: { code: 3, version: 1 },
  depthwise: { code: 4, version: 1 },
  // Version 3 reads float16.
  dequantize: { code: 6, version: 3 },
  matrix: { code: 9, version: 1 },
  softmax: { code: 25, version: 1 },
  prelu: { code: 54, version: 1 },
} as const satisfies Record<string, OperatorCode>;

/** A table of options with the number that its kind has in the union of all kinds. */
export interface OperatorOptions {
  readonly kind: number;
  readonly table: Table;
}

/** "Same" is TensorFlow's: what cannot be shared out evenly goes to the right and to the bottom. */
export type WindowPadding = "same" | "valid";

const paddings = { same: 0, valid: 1 } as const;

export const convolutionOptions = (padding: WindowPadding, stride: number): OperatorOptions => ({
  kind: 1,
  table: Table.of({ 0: int8(paddings[padding]), 1: int32(stride), 2: int32(stride), 4: int32(1), 5: int32(1) }),
});

/** One output for each channel. */
export const depthwiseOptions = (padding: WindowPadding, stride: number): OperatorOptions => ({
  kind: 2,
  table: Table.of({
    0: int8(paddings[padding]),
    1: int32(stride),
    2: int32(stride),
    3: int32(1),
    5: int32(1),
    6: int32(1),
  }),
});

export const matrixOptions: OperatorOptions = { kind: 8, table: Table.of({ 0: int8(0) }) };

/** Without it the schema's default, 0, would be what sums are multiplied with. */
export const softmaxOptions: OperatorOptions = { kind: 9, table: Table.of({ 0: float32(1) }) };

export const addOptions: OperatorOptions = { kind: 11, table: Table.of({ 0: int8(0) }) };
