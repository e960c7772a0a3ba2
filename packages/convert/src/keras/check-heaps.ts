import { WeightsError } from "@fagr/core";

/** "GCOL", version 1, three reserved bytes: a collection of the global heap, in which HDF5 keeps strings of any length. */
const signature = [0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0];
/** Bytes before a collection's first object, and before an object's content. */
const headerSize = 16;

/**
 * Follows the objects of every collection of an HDF5 file's global heap. The library does it when it reads a string, but trusts the
 * sizes that it finds: one that brings it back to where it is makes it go round for ever.
 *
 * @throws WeightsError if an object does not lie in its collection.
 */
export function checkHeaps(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWide = lengthBytes(bytes) === 8;
  const sizeAt = (at: number) => view.getUint32(at, true) + (isWide ? view.getUint32(at + 4, true) * 2 ** 32 : 0);
  for (let at = bytes.indexOf(0x47); at >= 0; at = bytes.indexOf(0x47, at + 1)) {
    if (at + headerSize > bytes.length || !signature.every((byte, index) => bytes[at + index] === byte)) continue;
    const end = at + sizeAt(at + 8);
    if (end > bytes.length) throw damaged(at);
    let object = at + headerSize;
    // What is smaller than a header is free.
    while (object + headerSize <= end) {
      const size = sizeAt(object + 8);
      // Object 0 is free space, and its size covers its own header.
      const isFree = view.getUint16(object, true) === 0;
      if (isFree && size < headerSize) throw damaged(at);
      object += isFree ? size : headerSize + Math.ceil(size / 8) * 8;
      if (object > end) throw damaged(at);
    }
  }
}

/** How many bytes the file's lengths take: the superblock says so, by its version in one place or another. */
function lengthBytes(bytes: Uint8Array): number | undefined {
  return bytes[8]! < 2 ? bytes[14] : bytes[10];
}

function damaged(at: number): WeightsError {
  return new WeightsError(
    `Expected a whole HDF5 file, but the strings at byte ${at} are damaged. Download or save the file again.`,
  );
}
