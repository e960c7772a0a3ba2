/**
 * The protobuf wire format (protobuf.dev/programming-guides/encoding), as far as ONNX files need it. A message collects
 * the pieces of its fields and joins them only once, at the end: weights are not copied at every level of nesting.
 */

const wireType = { varint: 0, lengthDelimited: 2, fixed32: 5 } as const;

/** One protobuf message under construction. Fields are written in the order of the calls. */
export class Message {
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** An integer field (int32, int64, enum); negative numbers take ten bytes, as protobuf wants it. */
  integer(field: number, value: number | bigint): this {
    return this.#key(field, wireType.varint).#append(encodeVarint(value));
  }

  /** A 32-bit float field. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#key(field, wireType.fixed32).#append(bytes);
  }

  /** A bytes field. The bytes are not copied until {@link Message.toBytes}. */
  bytes(field: number, value: Uint8Array): this {
    return this.#key(field, wireType.lengthDelimited).#append(encodeVarint(value.length)).#append(value);
  }

  /** A string field, UTF-8. */
  string(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  /** A field that is itself a message. */
  message(field: number, value: Message): this {
    this.#key(field, wireType.lengthDelimited).#append(encodeVarint(value.length));
    for (const piece of value.#pieces) this.#append(piece);
    return this;
  }

  /** The encoded message. */
  toBytes(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let position = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, position);
      position += piece.length;
    }
    return bytes;
  }

  #key(field: number, type: number): this {
    return this.#append(encodeVarint(field * 8 + type));
  }

  #append(piece: Uint8Array): this {
    this.#pieces.push(piece);
    this.#length += piece.length;
    return this;
  }
}

/** Base 128, lowest group first; the high bit says that another group follows. Negative numbers as 64-bit two's complement. */
function encodeVarint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
