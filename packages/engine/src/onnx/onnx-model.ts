import { WeightsError } from "@fagr/core";
import { elementCount } from "@fagr/core/network";
import { expectBytes, expectInteger, expectText, readFloats, readIntegers, readMessage } from "./read-message";

/** A constant: float32 numbers, or whole ones. */
export interface OnnxTensor {
  readonly dims: readonly number[];
  readonly numbers: Float32Array | readonly number[];
}

/** What a node says about itself. */
export type OnnxAttribute = number | string | readonly number[];

/** One operation of an ONNX graph. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

/** What is read of an ONNX file (onnx.proto of ONNX 1.12). */
export interface OnnxModel {
  /** Version of the standard operators. */
  readonly opset: number;
  /** In the order of execution. */
  readonly nodes: readonly OnnxNode[];
  readonly tensors: ReadonlyMap<string, OnnxTensor>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** TensorProto.DataType. */
const elementTypes = { float32: 1, int64: 7 } as const;

/** Networks for pictures have hundreds. */
const mostNodes = 4096;

/**
 * Reads an ONNX file, as far as networks of this package need one. Numbers of tensors are copied, nothing else is.
 *
 * @throws WeightsError if it is damaged or says what this reader does not know.
 */
export function readOnnxModel(bytes: Uint8Array): OnnxModel {
  let opset = 0;
  let graph: Uint8Array | null = null;
  for (const field of readMessage(bytes)) {
    if (field.number === 7) graph = expectBytes(field);
    if (field.number === 8) opset = Math.max(opset, readOpset(expectBytes(field)));
    if (field.number === 25) throw refuse("functions of its own");
  }
  if (!graph) throw refuse("no graph");
  return { opset, ...readGraph(graph) };
}

function readOpset(bytes: Uint8Array): number {
  let version = 0;
  for (const field of readMessage(bytes)) {
    if (field.number === 1 && expectText(field) !== "") throw refuse(`operators of the domain "${expectText(field)}"`);
    if (field.number === 2) version = expectInteger(field);
  }
  return version;
}

function readGraph(bytes: Uint8Array): Omit<OnnxModel, "opset"> {
  const nodes: OnnxNode[] = [];
  const tensors = new Map<string, OnnxTensor>();
  const inputs: string[] = [];
  const outputs: string[] = [];
  for (const field of readMessage(bytes)) {
    if (nodes.length > mostNodes) throw refuse(`more than ${mostNodes} nodes`);
    if (field.number === 1) nodes.push(readNode(expectBytes(field)));
    else if (field.number === 5) {
      const { name, tensor } = readTensor(expectBytes(field));
      tensors.set(name, tensor);
    } else if (field.number === 11) inputs.push(readName(expectBytes(field)));
    else if (field.number === 12) outputs.push(readName(expectBytes(field)));
    else if (field.number === 15) throw refuse("sparse tensors");
  }
  return { nodes, tensors, inputs: inputs.filter((name) => !tensors.has(name)), outputs };
}

function readName(bytes: Uint8Array): string {
  let name = "";
  for (const field of readMessage(bytes)) if (field.number === 1) name = expectText(field);
  return name;
}

function readNode(bytes: Uint8Array): OnnxNode {
  const [inputs, outputs]: string[][] = [[], []];
  const attributes = new Map<string, OnnxAttribute>();
  let operator = "";
  for (const field of readMessage(bytes)) {
    if (field.number === 1) inputs!.push(expectText(field));
    else if (field.number === 2) outputs!.push(expectText(field));
    else if (field.number === 4) operator = expectText(field);
    else if (field.number === 5) readAttribute(expectBytes(field), attributes);
    else if (field.number === 7 && expectText(field) !== "")
      throw refuse(`an operator of the domain "${expectText(field)}"`);
  }
  return { operator, inputs: inputs!, outputs: outputs!, attributes };
}

function readAttribute(bytes: Uint8Array, attributes: Map<string, OnnxAttribute>): void {
  let name = "";
  let value: OnnxAttribute | null = null;
  const list: number[] = [];
  for (const field of readMessage(bytes)) {
    if (field.number === 1) name = expectText(field);
    else if (field.number === 2) value = readFloats(field)[0] ?? Number.NaN;
    else if (field.number === 3) value = expectInteger(field);
    else if (field.number === 4) value = expectText(field);
    else if (field.number === 7) append(list, readFloats(field));
    else if (field.number === 8) append(list, readIntegers(field));
    else if (field.number !== 13 && field.number !== 20)
      throw refuse(`an attribute "${name}" that is no number, text or list of numbers`);
  }
  attributes.set(name, value ?? list);
}

function readTensor(bytes: Uint8Array): { name: string; tensor: OnnxTensor } {
  const dims: number[] = [];
  const given: number[] = [];
  let [type, name, raw]: [number, string, Uint8Array | null] = [0, "", null];
  for (const field of readMessage(bytes)) {
    if (field.number === 1) append(dims, readIntegers(field));
    else if (field.number === 2) type = expectInteger(field);
    else if (field.number === 4) for (const number of readFloats(field)) given.push(number);
    else if (field.number === 7) for (const number of readIntegers(field)) given.push(number);
    else if (field.number === 8) name = expectText(field);
    else if (field.number === 9) raw = expectBytes(field);
    else if (field.number !== 12) throw refuse(`the tensor "${name}" with data elsewhere or of another kind`);
  }
  if (type !== elementTypes.float32 && type !== elementTypes.int64)
    throw refuse(`the tensor "${name}" of element type ${type} instead of float32 or int64`);
  const numbers = raw ? readRaw(raw, type) : type === elementTypes.float32 ? Float32Array.from(given) : given;
  if (!dims.every((size) => size >= 0) || elementCount(dims) !== numbers.length)
    throw refuse(`the tensor "${name}" of ${numbers.length} numbers for the sizes [${dims.join(", ")}]`);
  return { name, tensor: { dims, numbers } };
}

function readRaw(bytes: Uint8Array, type: number): OnnxTensor["numbers"] {
  const size = type === elementTypes.float32 ? 4 : 8;
  if (bytes.length % size !== 0) throw refuse(`${bytes.length} bytes for numbers of ${size} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === elementTypes.int64)
    return Array.from({ length: bytes.length / 8 }, (_, index) => Number(view.getBigInt64(8 * index, true)));
  const numbers = new Float32Array(bytes.length / 4);
  for (let index = 0; index < numbers.length; index++) numbers[index] = view.getFloat32(4 * index, true);
  return numbers;
}

/** Sizes, strides and axes are few; a list without end is an attack. */
function append(list: number[], numbers: readonly number[]): void {
  if (list.length + numbers.length > 64) throw refuse(`a list of ${list.length + numbers.length} sizes`);
  list.push(...numbers);
}

const refuse = (what: string) =>
  new WeightsError(`Expected an ONNX file that this reader knows, received one with ${what}.`);
