/** Data types of the elements of MAT-file level 5, table 1-1 of "MAT-File Format" (MathWorks). */
export const elementTypes = {
  int8: 1,
  uint8: 2,
  int16: 3,
  uint16: 4,
  int32: 5,
  uint32: 6,
  single: 7,
  double: 9,
  int64: 12,
  uint64: 13,
  matrix: 14,
  compressed: 15,
  utf8: 16,
  utf16: 17,
  utf32: 18,
} as const;

/** A tagged piece of the file. */
export interface MatElement {
  readonly type: number;
  readonly data: DataView;
}

/** Reads the elements that follow one another in a piece of the file, in the file's byte order. */
export class ElementReader {
  #offset = 0;

  constructor(
    private readonly view: DataView,
    readonly littleEndian: boolean,
  ) {}

  get atEnd(): boolean {
    return this.view.byteLength - this.#offset < 8;
  }

  /** @throws RangeError where the file ends inside the element. */
  next(): MatElement {
    const offset = this.#offset;
    const first = this.view.getUint32(offset, this.littleEndian);
    // A small element has its length in the upper half of the tag and its data, up to four bytes, in the tag itself.
    const smallLength = first >>> 16;
    if (smallLength > 0) {
      this.#offset += 8;
      return { type: first & 0xffff, data: this.#slice(offset + 4, smallLength) };
    }
    const length = this.view.getUint32(offset + 4, this.littleEndian);
    // Compressed elements are not padded to eight bytes, all others are.
    this.#offset += 8 + (first === elementTypes.compressed ? length : Math.ceil(length / 8) * 8);
    return { type: first, data: this.#slice(offset + 8, length) };
  }

  #slice(offset: number, length: number): DataView {
    return new DataView(this.view.buffer, this.view.byteOffset + offset, length);
  }
}

type ReadNumber = (view: DataView, offset: number, littleEndian: boolean) => number;

const numberReaders: Readonly<Record<number, readonly [bytes: number, read: ReadNumber]>> = {
  [elementTypes.int8]: [1, (view, offset) => view.getInt8(offset)],
  [elementTypes.uint8]: [1, (view, offset) => view.getUint8(offset)],
  [elementTypes.int16]: [2, (view, offset, little) => view.getInt16(offset, little)],
  [elementTypes.uint16]: [2, (view, offset, little) => view.getUint16(offset, little)],
  [elementTypes.int32]: [4, (view, offset, little) => view.getInt32(offset, little)],
  [elementTypes.uint32]: [4, (view, offset, little) => view.getUint32(offset, little)],
  [elementTypes.single]: [4, (view, offset, little) => view.getFloat32(offset, little)],
  [elementTypes.double]: [8, (view, offset, little) => view.getFloat64(offset, little)],
  [elementTypes.int64]: [8, (view, offset, little) => Number(view.getBigInt64(offset, little))],
  [elementTypes.uint64]: [8, (view, offset, little) => Number(view.getBigUint64(offset, little))],
};

/** The numbers of an element of any numeric type. MATLAB stores whole numbers of a double matrix in the smallest type that fits. */
export function toNumbers({ type, data }: MatElement, littleEndian: boolean): Float64Array {
  const [bytes, read] = numberReaders[type] ?? [];
  if (!bytes || !read) throw new RangeError(`element type ${type} holds no numbers`);
  const values = new Float64Array(Math.floor(data.byteLength / bytes));
  for (let index = 0; index < values.length; index++) values[index] = read(data, index * bytes, littleEndian);
  return values;
}

// Kept, because a table has a text for each of half a million pictures.
const utf8 = new TextDecoder("utf-8");
const utf16LittleEndian = new TextDecoder("utf-16le");
const utf16BigEndian = new TextDecoder("utf-16be");

/** The characters of an element: text in UTF-8, UTF-16 or UTF-32, or the code units of UTF-16 as numbers. */
export function toCharacters(element: MatElement, littleEndian: boolean): string {
  const { type, data } = element;
  if (type === elementTypes.utf8) return utf8.decode(data);
  if (type === elementTypes.utf16) return (littleEndian ? utf16LittleEndian : utf16BigEndian).decode(data);
  if (type === elementTypes.utf32)
    return Array.from(toNumbers({ type: elementTypes.uint32, data }, littleEndian), (code) =>
      String.fromCodePoint(code),
    ).join("");
  return Array.from(toNumbers(element, littleEndian), (code) => String.fromCharCode(code)).join("");
}
