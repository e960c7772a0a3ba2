// A reader of MATLAB's level 5 files, the format of IMDB-WIKI's labels.
import { inflateSync } from "node:zlib";
import { DataError, isFagrError } from "@fagr/core";
import { readWholeFile } from "@fagr/core/files";
import { ElementReader, elementTypes, type MatElement } from "./mat-element";
import { readMatrix } from "./mat-matrix";
import type { MatValue } from "./mat-value";

const headerBytes = 128;

/**
 * Reads the variables of a MAT-file of level 5, as MATLAB has saved by default since version 5 and Python's scipy does
 * ("MAT-File Format", MathWorks): numbers, characters, cells and structures, compressed or not, of either byte order.
 *
 * @throws DataError if the file cannot be read, is of another level (4, or 7.3, which is HDF5), or is damaged.
 *
 * @example
 * ```ts
 * const wiki = (await readMatFile("wiki_crop/wiki.mat")).get("wiki");
 * if (wiki?.kind === "struct") console.log(wiki.fields, wiki.get("gender"));
 * ```
 */
export async function readMatFile(file: string): Promise<ReadonlyMap<string, MatValue>> {
  const bytes = await readSmallFile(file).catch((cause) => {
    throw new DataError(file, `Expected a MAT-file at ${file}, but it cannot be read: ${(cause as Error).message}.`, {
      cause,
    });
  });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = checkHeader(view, file);
  const reader = new ElementReader(
    new DataView(view.buffer, view.byteOffset + headerBytes, view.byteLength - headerBytes),
    littleEndian,
  );
  const variables = new Map<string, MatValue>();
  try {
    while (!reader.atEnd) {
      const { name, value } = readMatrix(inflate(reader.next(), littleEndian), littleEndian);
      variables.set(name, explainDamage(value, `${file} is damaged: a field of "${name}"`, file));
    }
  } catch (cause) {
    throw new DataError(
      file,
      `${file} is damaged: variable ${variables.size + 1} cannot be decoded (${(cause as Error).message}). Download the file again.`,
      { cause },
    );
  }
  return variables;
}

/** Whether the file is little-endian: the last two bytes of its header spell "MI" in its own byte order. */
function checkHeader(view: DataView, file: string): boolean {
  const mark = view.byteLength >= headerBytes ? String.fromCharCode(view.getUint8(126), view.getUint8(127)) : "";
  const littleEndian = mark === "IM";
  const version = mark === "IM" || mark === "MI" ? view.getUint16(124, littleEndian) : 0;
  if (version === 0x0100) return littleEndian;
  throw new DataError(
    file,
    version === 0x0200
      ? `Expected a MAT-file of level 5 at ${file}, received one of version 7.3. Load it in MATLAB and save it with the option -v7.`
      : `Expected a MAT-file of level 5 at ${file}, received a file without its header. Check the path and the download.`,
  );
}

/** The largest of the published tables has 35 MB, and becomes ten times as large. */
const most = { file: 1 << 30, inflated: 1 << 29, ratio: 200 } as const;

async function readSmallFile(file: string): Promise<Buffer> {
  const bytes = await readWholeFile(file, { maximumBytes: most.file });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Fields are decoded when they are read; damage in them is reported for the file. */
function explainDamage(value: MatValue, what: string, file: string): MatValue {
  if (value.kind !== "struct") return value;
  return {
    ...value,
    get(field, index) {
      try {
        const found = value.get(field, index);
        return found && explainDamage(found, what, file);
      } catch (cause) {
        if (isFagrError(cause)) throw cause;
        throw new DataError(file, `${what} cannot be decoded (${(cause as Error).message}). Download the file again.`, {
          cause,
        });
      }
    },
  };
}

function inflate(element: MatElement, littleEndian: boolean): MatElement {
  if (element.type !== elementTypes.compressed) return element;
  const { buffer, byteOffset, byteLength } = element.data;
  const packed = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
  const bytes = inflateSync(packed, { maxOutputLength: Math.min(most.inflated, most.ratio * byteLength + 1024) });
  return new ElementReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), littleEndian).next();
}
