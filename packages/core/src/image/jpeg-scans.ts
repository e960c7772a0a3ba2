/** Coefficients of an 8x8 block that a scan may contain. */
const coefficients = 64;

/**
 * Whether a JPEG file has all of its scans: every number of every colour's blocks, to the last bit. A progressive file that was
 * cut off between two scans decodes without complaint once an end marker is added, but as a blurred picture. Whether the last
 * scan itself is complete is checked by the decoder.
 */
export function hasAllScans(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** By the component's number: for each coefficient the lowest bit that has come; 255 where none has. */
  const lowestBits = new Map<number, Uint8Array>();
  try {
    for (let at = 2; at < bytes.length; ) {
      if (view.getUint8(at) !== 0xff) return false;
      const marker = view.getUint8(at + 1);
      if (marker === 0xd9) break;
      if (marker === 0xff) {
        at++;
        continue;
      }
      const length = view.getUint16(at + 2);
      if (isFrame(marker))
        for (let index = 0; index < view.getUint8(at + 9); index++)
          lowestBits.set(view.getUint8(at + 10 + 3 * index), new Uint8Array(coefficients).fill(255));
      if (marker === 0xda) readScan(view, at, lowestBits);
      at = marker === 0xda ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    }
  } catch (error) {
    // The file ends inside a header.
    if (error instanceof RangeError) return false;
    throw error;
  }
  return lowestBits.size > 0 && [...lowestBits.values()].every((bits) => bits.every((bit) => bit === 0));
}

/** Start of frame: markers C0 to CF but for tables (C4, C8, CC). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function readScan(view: DataView, at: number, lowestBits: ReadonlyMap<number, Uint8Array>): void {
  const count = view.getUint8(at + 4);
  const behind = at + 5 + 2 * count;
  const [first, last, lowestBit] = [view.getUint8(behind), view.getUint8(behind + 1), view.getUint8(behind + 2) & 15];
  for (let index = 0; index < count; index++)
    lowestBits.get(view.getUint8(at + 5 + 2 * index))?.fill(lowestBit, first, last + 1);
}

/** Where the next marker is that is no restart (D0 to D7) and no FF of the data, which a zero follows. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
