/** Picture formats that are recognised by their first bytes. */
export type ImageFormat = (typeof imageFormats)[number];

/** The names of {@link ImageFormat}. */
// biome-ignore format: a list of words
export const imageFormats = [
  "jpeg", "png", "webp", "gif", "avif", "tiff", "bmp", "heic", "jxl", "jp2", "ico", "psd", "svg", "pdf",
] as const;

/** Formats that are read unless the caller says otherwise: pixels only, no drawing instructions. */
export const pixelFormats: readonly ImageFormat[] = imageFormats.filter(
  (format) => format !== "svg" && format !== "pdf",
);

const startsWith = (bytes: Uint8Array, ...values: number[]) => values.every((value, index) => bytes[index] === value);
const textAt = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** The format of a file by its content, whatever its name; undefined if it is none of them. */
export function recogniseImage(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return "jpeg";
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 12) === "WEBP") return "webp";
  if (textAt(bytes, 0, 4) === "GIF8") return "gif";
  if (textAt(bytes, 4, 8) === "ftyp") return isobmff(bytes);
  if (startsWith(bytes, 0x49, 0x49, 0x2a, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2a)) return "tiff";
  if (startsWith(bytes, 0x49, 0x49, 0x2b, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2b)) return "tiff";
  if (textAt(bytes, 0, 2) === "BM") return "bmp";
  if (startsWith(bytes, 0xff, 0x0a) || startsWith(bytes, 0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20)) return "jxl";
  if (startsWith(bytes, 0, 0, 0, 0x0c, 0x6a, 0x50) || startsWith(bytes, 0xff, 0x4f, 0xff, 0x51)) return "jp2";
  if (startsWith(bytes, 0, 0, 1, 0)) return "ico";
  if (textAt(bytes, 0, 4) === "8BPS") return "psd";
  if (textAt(bytes, 0, 1024).includes("%PDF-")) return "pdf";
  return isSvg(bytes) ? "svg" : undefined;
}

/** HEIF's container: the brands say whether AVIF or HEIC is in it. */
function isobmff(bytes: Uint8Array): ImageFormat | undefined {
  const length = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), 256);
  const brands = textAt(bytes, 8, length);
  if (/avi[fs]/.test(brands)) return "avif";
  return /hei[cxms]|hev[cxms]|mif1|msf1/.test(brands) ? "heic" : undefined;
}

/** XML whose text has an svg element, in the encodings that parsers know. */
function isSvg(bytes: Uint8Array): boolean {
  // Without the zeros of UTF-16 and UTF-32.
  const text = textAt(bytes, 0, 8192).replaceAll("\0", "");
  return startsWith(bytes, 0x1f, 0x8b) || (/^[^<]{0,16}</.test(text) && /<(?:[\w.-]+:)?svg[\s>/]/i.test(text));
}
