import { Builder, type Offset } from "flatbuffers";

/** A number as a field holds it. */
export interface Scalar {
  readonly type: "int8" | "int32" | "float32";
  readonly value: number;
}

/** Bytes that must lie at a multiple of so many bytes, from the beginning of the file. */
export interface AlignedBytes {
  readonly bytes: Uint8Array;
  readonly alignment: number;
}

/** What a field may hold: a number, a text, 32-bit whole numbers, bytes, a table, or tables. */
export type FieldValue = Scalar | string | Int32Array | AlignedBytes | Table | readonly Table[];

/** A table as plain data: values by the numbers that their fields have in the schema. Fields that are left out have the schema's default. */
export class Table {
  constructor(readonly fields: ReadonlyMap<number, FieldValue>) {}

  /** A table with what is defined of the fields given. */
  static of(fields: Readonly<Record<number, FieldValue | undefined>>): Table {
    const entries = Object.entries(fields).map(([field, value]) => [Number(field), value] as const);
    return new Table(new Map(entries.filter((entry): entry is [number, FieldValue] => entry[1] !== undefined)));
  }
}

/** Numbers for fields. */
export const int8 = (value: number): Scalar => ({ type: "int8", value });
export const int32 = (value: number): Scalar => ({ type: "int32", value });
export const float32 = (value: number): Scalar => ({ type: "float32", value });

/**
 * A file with the table at its root.
 *
 * @param identifier - Four letters, as the schema says.
 */
export function writeFlatbuffer(root: Table, identifier: string): Uint8Array {
  const builder = new Builder(1 << 16);
  // A default that was written all the same is read as well, and no schema's defaults need to be known here.
  builder.forceDefaults(true);
  builder.finish(writeTable(builder, root), identifier);
  return builder.asUint8Array().slice();
}

/** The builder writes from the end to the beginning and not inside a table, so what a table refers to goes first. */
function writeTable(builder: Builder, { fields }: Table): Offset {
  const written = [...fields].map(([field, value]) => ({
    field,
    value: isScalar(value) ? value : writeReferred(builder, value),
  }));
  builder.startObject(Math.max(-1, ...fields.keys()) + 1);
  for (const { field, value } of written)
    if (typeof value === "number") builder.addFieldOffset(field, value, 0);
    else addScalar(builder, field, value);
  return builder.endObject();
}

function addScalar(builder: Builder, field: number, { type, value }: Scalar): void {
  if (type === "int32") builder.addFieldInt32(field, value, 0);
  else if (type === "float32") builder.addFieldFloat32(field, value, 0);
  else builder.addFieldInt8(field, value, 0);
}

function writeReferred(builder: Builder, value: Exclude<FieldValue, Scalar>): Offset {
  if (typeof value === "string") return builder.createString(value);
  if (value instanceof Table) return writeTable(builder, value);
  if (value instanceof Int32Array) {
    builder.startVector(4, value.length, 4);
    for (const number of value.toReversed()) builder.addInt32(number);
    return builder.endVector();
  }
  if ("bytes" in value) return writeBytes(builder, value);
  const tables = value.map((table) => writeTable(builder, table));
  builder.startVector(4, tables.length, 4);
  for (const offset of tables.toReversed()) builder.addOffset(offset);
  return builder.endVector();
}

function writeBytes(builder: Builder, { bytes, alignment }: AlignedBytes): Offset {
  builder.startVector(1, bytes.length, alignment);
  for (let index = bytes.length - 1; index >= 0; index--) builder.addInt8(bytes[index]!);
  return builder.endVector();
}

function isScalar(value: FieldValue): value is Scalar {
  return typeof value === "object" && "type" in value;
}
