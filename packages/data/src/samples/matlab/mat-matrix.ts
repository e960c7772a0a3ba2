import { ElementReader, elementTypes, type MatElement, toCharacters, toNumbers } from "./mat-element";
import type { MatText, MatValue } from "./mat-value";

/** Classes of arrays, table 1-3 of "MAT-File Format" (MathWorks). */
const arrayClasses = { cell: 1, struct: 2, char: 4, firstNumeric: 6, lastNumeric: 15 } as const;
const complexFlag = 0x0800;
const unsupported: Readonly<Record<number, string>> = {
  3: "an object",
  5: "a sparse matrix",
  16: "a function handle",
  17: "an object of a class of its own",
};

/** A variable with its name; cells and fields have an empty one. */
export interface MatVariable {
  readonly name: string;
  readonly value: MatValue;
}

/**
 * Decodes a matrix element: flags, dimensions, name, then what its class calls for.
 *
 * @throws RangeError if the data are invalid or end too early.
 */
export function readMatrix({ type, data }: MatElement, littleEndian: boolean, depth = 0): MatVariable {
  if (depth > deepest) throw new RangeError(`cells are nested more than ${deepest} deep`);
  if (type !== elementTypes.matrix) throw new RangeError(`expected a matrix element, received type ${type}`);
  // An empty element stands for an empty cell.
  if (data.byteLength === 0) return { name: "", value: { kind: "numbers", dimensions: [0, 0], values: [] } };
  const reader = new ElementReader(data, littleEndian);
  const flags = reader.next().data.getUint32(0, littleEndian);
  const arrayClass = flags & 0xff;
  const missing = unsupported[arrayClass] ?? ((flags & complexFlag) !== 0 ? "a complex matrix" : undefined);
  if (arrayClass === 16 || arrayClass === 17) return { name: "", value: { kind: "unsupported", what: missing! } };
  const dimensions = Array.from(toNumbers(reader.next(), littleEndian));
  const name = toCharacters(reader.next(), littleEndian);
  if (missing) return { name, value: { kind: "unsupported", what: missing } };
  return { name, value: readValue(arrayClass, { dimensions, reader, bytes: data.byteLength, depth }) };
}

const deepest = 64;

interface ValueSource {
  readonly dimensions: number[];
  readonly reader: ElementReader;
  /** Bytes of the whole matrix; its elements must fit in them. */
  readonly bytes: number;
  readonly depth: number;
}

function readValue(arrayClass: number, { dimensions, reader, bytes, depth }: ValueSource): MatValue {
  const { littleEndian } = reader;
  const length = dimensions.reduce((product, dimension) => product * dimension, 1);
  if (!dimensions.every((side) => Number.isInteger(side) && side >= 0) || !(length <= bytes))
    throw new RangeError(`dimensions ${dimensions.slice(0, 8).join(" x ")} do not fit in ${bytes} bytes`);
  if (arrayClass === arrayClasses.cell) {
    const cells = Array.from({ length }, () => readMatrix(reader.next(), littleEndian, depth + 1).value);
    return { kind: "cells", dimensions, cells };
  }
  if (arrayClass === arrayClasses.struct) return readStruct(dimensions, length, { reader, bytes, depth });
  if (arrayClass === arrayClasses.char) return toText(toCharacters(reader.next(), littleEndian), dimensions);
  if (arrayClass < arrayClasses.firstNumeric || arrayClass > arrayClasses.lastNumeric)
    throw new RangeError(`array class ${arrayClass} is unknown`);
  const values = toNumbers(reader.next(), littleEndian);
  if (values.length !== length) throw new RangeError(`expected ${length} numbers, received ${values.length}`);
  return { kind: "numbers", dimensions, values };
}

function readStruct(
  dimensions: number[],
  length: number,
  { reader, bytes, depth }: Omit<ValueSource, "dimensions">,
): MatValue {
  const { littleEndian } = reader;
  const nameLength = toNumbers(reader.next(), littleEndian)[0] ?? 0;
  const names = reader.next().data;
  if (!Number.isInteger(nameLength) || nameLength < 0) throw new RangeError(`names of fields have ${nameLength} bytes`);
  const fields = Array.from({ length: nameLength > 0 ? Math.floor(names.byteLength / nameLength) : 0 }, (_, index) => {
    const name = new Uint8Array(names.buffer, names.byteOffset + index * nameLength, nameLength);
    const end = name.indexOf(0);
    return new TextDecoder().decode(name.subarray(0, end < 0 ? nameLength : end));
  });
  if (length * fields.length > bytes / 8) throw new RangeError(`${length} x ${fields.length} fields do not fit`);
  // Fields are only cut out here: in a data set most of the file is fields that nobody asks for.
  const elements = Array.from({ length: length * fields.length }, () => reader.next());
  return {
    kind: "struct",
    dimensions,
    fields,
    get: (field, index = 0) => {
      const element = fields.includes(field) ? elements[index * fields.length + fields.indexOf(field)] : undefined;
      return element && readMatrix(element, littleEndian, depth + 1).value;
    },
  };
}

/** Characters lie column by column, so a matrix with several rows is read across. */
function toText(characters: string, [rows = 0, ...others]: number[]): MatText {
  if (rows <= 1) return { kind: "text", rows: rows === 0 ? [] : [characters] };
  const columns = others.reduce((product, dimension) => product * dimension, 1);
  return {
    kind: "text",
    rows: Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => characters[column * rows + row] ?? "").join(""),
    ),
  };
}
