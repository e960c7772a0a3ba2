import type { ImageFormat } from "./image-format";

/** Size according to a file's first bytes, pixels. */
export interface HeaderSize {
  readonly width: number;
  readonly height: number;
}

/** Reads the size of a JPEG, PNG, GIF or WebP file without decoding it; undefined if it is not stated, or for other formats. */
export function readHeaderSize(bytes: Uint8Array, format: ImageFormat | undefined): HeaderSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (format === "png") return { width: view.getUint32(16), height: view.getUint32(20) };
    if (format === "gif") return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (format === "webp") return webpSize(view);
    return format === "jpeg" ? jpegSize(view) : undefined;
  } catch (error) {
    // Beyond the end of the file: the decoder will say what is the matter with it.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function webpSize(view: DataView): HeaderSize | undefined {
  const kind = String.fromCharCode(...Array.from({ length: 4 }, (_, index) => view.getUint8(12 + index)));
  const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65536;
  if (kind === "VP8X") return { width: uint24(24) + 1, height: uint24(27) + 1 };
  if (kind === "VP8 ") return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  const bits = view.getUint32(21, true);
  return kind === "VP8L" ? { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 } : undefined;
}

/** The size is in the frame's header, marker C0 to CF but for tables (C4, C8, CC). */
function jpegSize(view: DataView): HeaderSize | undefined {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
}
