import { WeightsError } from "@fagr/core";

/** A field of a protobuf message: a number, or bytes that are text, numbers or a message of their own. */
export interface Field {
  readonly number: number;
  readonly value: number | Uint8Array;
}

const wireType = { varint: 0, fixed64: 1, lengthDelimited: 2, fixed32: 5 } as const;

/**
 * The fields of a protobuf message (protobuf.dev/programming-guides/encoding), one after the other. Bytes are views of the message, so a
 * length that lies costs nothing; whole numbers beyond 2^53 in size are refused, since no size or attribute is one.
 *
 * @throws WeightsError if the bytes end within a field, or are no protobuf message.
 */
export function* readMessage(bytes: Uint8Array): Generator<Field> {
  const reader = new Reader(bytes);
  while (!reader.isAtEnd) {
    const key = reader.varint();
    const [number, type] = [Math.floor(key / 8), key % 8];
    if (number === 0) throw malformed("a field without a number");
    if (type === wireType.varint) yield { number, value: reader.varint() };
    else if (type === wireType.lengthDelimited) yield { number, value: reader.take(reader.varint()) };
    else if (type === wireType.fixed32) yield { number, value: reader.take(4) };
    else if (type === wireType.fixed64) yield { number, value: reader.take(8) };
    else throw malformed(`a field of type ${type}`);
  }
}

/** Whole numbers of a repeated field, which writers store one by one or packed. */
export function readIntegers({ value }: Field): number[] {
  if (typeof value === "number") return [value];
  const reader = new Reader(value);
  const numbers: number[] = [];
  while (!reader.isAtEnd) numbers.push(reader.varint());
  return numbers;
}

/** Floats of a repeated field, one by one or packed: either way their bytes. */
export function readFloats(field: Field): number[] {
  const bytes = expectBytes(field);
  if (bytes.length % 4 !== 0) throw malformed(`${bytes.length} bytes of floats`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getFloat32(4 * index, true));
}

/** A field's bytes. */
export function expectBytes({ number, value }: Field): Uint8Array {
  if (typeof value === "number") throw malformed(`a number in field ${number}`);
  return value;
}

/** A field's whole number. */
export function expectInteger({ number, value }: Field): number {
  if (typeof value !== "number") throw malformed(`bytes in field ${number}`);
  return value;
}

/** A field's text. */
export function expectText(field: Field): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(expectBytes(field));
  } catch (cause) {
    if (cause instanceof WeightsError) throw cause;
    throw malformed("text that is not UTF-8", cause);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  take(length: number): Uint8Array {
    const end = this.#position + length;
    if (!(length >= 0 && end <= this.#bytes.length)) throw malformed("an end within a field");
    const taken = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return taken;
  }

  /** Base 128, lowest group first, 64-bit two's complement. */
  varint(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1)[0]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) {
        const number = Number(BigInt.asIntN(64, value));
        if (!Number.isSafeInteger(number)) throw malformed(`the number ${number}`);
        return number;
      }
    }
    throw malformed("a number of more than 64 bits");
  }
}

const malformed = (what: string, cause?: unknown) =>
  new WeightsError(`Expected the bytes of an ONNX file, received ${what}. The file is damaged or something else.`, {
    cause,
  });
