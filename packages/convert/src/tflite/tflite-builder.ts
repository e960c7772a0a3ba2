import { type AlignedBytes, type FieldValue, int8, int32, Table, writeFlatbuffer } from "./flatbuffer";
import {
  fileIdentifier,
  type OperatorCode,
  type OperatorOptions,
  schemaVersion,
  type TensorType,
  tensorTypes,
} from "./schema";

/** A tensor's number in the file. */
export type TensorIndex = number;

/** What a tensor is: its sizes, where the first of a value's is the number of pictures. */
export interface TensorDescription {
  readonly name: string;
  readonly shape: readonly number[];
  /** Default "float32". */
  readonly type?: TensorType;
}

/** An operator: what it is, reads and gives. */
export interface OperatorDescription {
  readonly operator: OperatorCode;
  readonly inputs: readonly TensorIndex[];
  readonly output: TensorDescription;
  readonly options?: OperatorOptions;
}

/** A tensor of the network's door by the name that callers use. */
export type NamedTensor = readonly [name: string, tensor: TensorIndex];

/** What a model says of itself. */
export interface ModelDescription {
  readonly description: string;
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Runtimes map the file into memory and use the numbers where they lie. */
const alignment = 16;

/** Collects tensors and operators of a network, and writes the file. */
export class TfliteBuilder {
  /** The first buffer is empty, by convention: tensors without numbers refer to it. */
  readonly #buffers: Table[] = [Table.of({})];
  readonly #tensors: Table[] = [];
  readonly #codes: OperatorCode[] = [];
  readonly #operators: Table[] = [];

  /** A tensor whose numbers stand in the file; the bytes are as the type has them, the first of the least value. */
  constant(description: TensorDescription, bytes: Uint8Array): TensorIndex {
    return this.#tensor(description, this.#buffer({ bytes, alignment }));
  }

  /** A tensor that is computed, or given by the caller. Its first size can be changed before it is computed. */
  value({ name, shape, type }: TensorDescription): TensorIndex {
    return this.#tensor({ name, shape, ...(type ? { type } : {}) }, 0, Int32Array.from([-1, ...shape.slice(1)]));
  }

  operator({ operator, inputs, output, options }: OperatorDescription, constant = false): TensorIndex {
    const known = this.#codes.indexOf(operator);
    const code = known >= 0 ? known : this.#codes.push(operator) - 1;
    const result = constant ? this.#tensor(output, 0) : this.value(output);
    this.#operators.push(
      Table.of({
        0: int32(code),
        1: Int32Array.from(inputs),
        2: Int32Array.of(result),
        3: options && int8(options.kind),
        4: options?.table,
      }),
    );
    return result;
  }

  /** The bytes of the file. */
  toModel(
    { inputs, outputs }: { readonly inputs: readonly NamedTensor[]; readonly outputs: readonly NamedTensor[] },
    { description, metadata }: ModelDescription,
  ): Uint8Array {
    const texts = Object.entries(metadata).map(([name, text]) =>
      Table.of({ 0: name, 1: int32(this.#buffer({ bytes: new TextEncoder().encode(text), alignment })) }),
    );
    const indices = (tensors: readonly NamedTensor[]) => Int32Array.from(tensors, ([, tensor]) => tensor);
    const named = (tensors: readonly NamedTensor[]) => tensors.map(([name, at]) => Table.of({ 0: name, 1: int32(at) }));
    const subgraph = { 0: this.#tensors, 1: indices(inputs), 2: indices(outputs), 3: this.#operators, 4: "main" };
    const signature = { 0: named(inputs), 1: named(outputs), 2: "serving_default", 4: int32(0) };
    const model: Record<number, FieldValue> = {
      0: int32(schemaVersion),
      // The code stands twice: in a byte for runtimes of before 2020, and as what replaced it.
      1: this.#codes.map(({ code, version }) => Table.of({ 0: int8(code), 2: int32(version), 3: int32(code) })),
      2: [Table.of(subgraph)],
      3: description,
      4: this.#buffers,
      6: texts,
      7: [Table.of(signature)],
    };
    return writeFlatbuffer(Table.of(model), fileIdentifier);
  }

  #buffer(data: AlignedBytes): number {
    return this.#buffers.push(Table.of({ 0: data })) - 1;
  }

  #tensor({ name, shape, type = "float32" }: TensorDescription, buffer: number, signature?: Int32Array): TensorIndex {
    const fields = {
      0: Int32Array.from(shape),
      1: int8(tensorTypes[type]),
      2: int32(buffer),
      3: name,
      7: signature,
    };
    return this.#tensors.push(Table.of(fields)) - 1;
  }
}
