/**
 * Reads back the parts of an ONNX file that tests look at. Written against onnx.proto, not against the writer: what both
 * misunderstand, onnxruntime and the checker of Python's onnx would still refuse.
 */

type Field = { readonly number: number; readonly value: bigint | Uint8Array };

function readFields(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let position = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[position++]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const take = (length: number) => bytes.subarray(position, (position += length));
  while (position < bytes.length) {
    const key = Number(varint());
    const number = key >> 3;
    if ((key & 7) === 0) fields.push({ number, value: varint() });
    else if ((key & 7) === 2) fields.push({ number, value: take(Number(varint())) });
    else if ((key & 7) === 5) fields.push({ number, value: take(4) });
    else throw new Error(`Field ${number} has the wire type ${key & 7}.`);
  }
  return fields;
}

const pick = (bytes: Uint8Array, number: number) => readFields(bytes).filter((field) => field.number === number);
const messages = (bytes: Uint8Array, number: number) => pick(bytes, number).map((field) => field.value as Uint8Array);
const integers = (bytes: Uint8Array, number: number) =>
  pick(bytes, number).map((field) => Number(BigInt.asIntN(64, field.value as bigint)));
const texts = (bytes: Uint8Array, number: number) =>
  messages(bytes, number).map((value) => new TextDecoder().decode(value));

export interface ReadNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whole numbers only. */
  readonly attributes: ReadonlyMap<string, readonly number[]>;
}

export interface ReadModel {
  readonly irVersion: number;
  readonly opset: number;
  readonly docString: string | undefined;
  readonly metadata: ReadonlyMap<string, string>;
  readonly nodes: readonly ReadNode[];
  /** Sizes of the constants. */
  readonly constants: ReadonlyMap<string, readonly number[]>;
  /** Sizes of inputs, outputs and what flows between. */
  readonly shapes: ReadonlyMap<string, readonly (number | string)[]>;
}

export function readOnnx(bytes: Uint8Array): ReadModel {
  const graph = messages(bytes, 7)[0]!;
  return {
    irVersion: integers(bytes, 1)[0]!,
    opset: integers(messages(bytes, 8)[0]!, 2)[0]!,
    docString: texts(bytes, 6)[0],
    metadata: new Map(messages(bytes, 14).map((entry) => [texts(entry, 1)[0]!, texts(entry, 2)[0]!])),
    nodes: messages(graph, 1).map((node) => ({
      operator: texts(node, 4)[0]!,
      inputs: texts(node, 1),
      outputs: texts(node, 2),
      attributes: new Map(
        messages(node, 5).map((entry) => [texts(entry, 1)[0]!, [...integers(entry, 3), ...integers(entry, 8)]]),
      ),
    })),
    constants: new Map(messages(graph, 5).map((tensor) => [texts(tensor, 8)[0]!, integers(tensor, 1)])),
    shapes: new Map([11, 12, 13].flatMap((field) => messages(graph, field)).map(readValueInfo)),
  };
}

function readValueInfo(value: Uint8Array): [string, (number | string)[]] {
  const tensorType = messages(messages(value, 2)[0]!, 1)[0]!;
  const shape = messages(tensorType, 2)[0]!;
  const dims = messages(shape, 1).map((dimension) => texts(dimension, 2)[0] ?? integers(dimension, 1)[0]!);
  return [texts(value, 1)[0]!, dims];
}
