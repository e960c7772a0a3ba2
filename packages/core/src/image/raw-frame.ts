import { InvalidArgumentError } from "../errors";
import { bytesOf } from "../values/bytes-of";
import { describeValue } from "../values/describe-value";
import { flattenOnWhite } from "./flatten";
import type { RgbImage } from "./rgb-image";

/** How the bytes of a {@link RawFrame} are laid out. */
export type RawFormat = "rgb" | "rgba" | "bgr" | "bgra" | "grey" | "i420" | "nv12";

/**
 * Pixels as cameras, FFmpeg (`-f rawvideo -pix_fmt …`) and OpenCV deliver them, with rows from the top and no padding between
 * them.
 *
 * - `"rgb"`, `"bgr"`: three bytes a pixel; `"rgba"`, `"bgra"`: four, laid on white; `"grey"`: one.
 * - `"i420"` (FFmpeg's yuv420p): brightness of every pixel, then U, then V, one of each for two by two pixels; odd sizes are rounded up.
 * - `"nv12"`: the same with U and V in turn.
 */
export interface RawFrame {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray | ArrayBuffer;
  readonly format: RawFormat;
  /** Of the YUV formats: the matrix, `"bt601"` (default; webcams, small video) or `"bt709"` (high definition). */
  readonly matrix?: "bt601" | "bt709";
  /** Of the YUV formats: whether brightness goes from 0 to 255, as in JPEG, and not from 16 to 235, as in video. Default false. */
  readonly fullRange?: boolean;
}

/** Bytes of a frame of so many pixels. */
const byteLengths: Readonly<Record<RawFormat, (width: number, height: number) => number>> = {
  rgb: (width, height) => width * height * 3,
  bgr: (width, height) => width * height * 3,
  rgba: (width, height) => width * height * 4,
  bgra: (width, height) => width * height * 4,
  grey: (width, height) => width * height,
  i420: yuvLength,
  nv12: yuvLength,
};

function yuvLength(width: number, height: number): number {
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

/**
 * A raw frame as RGB.
 *
 * @throws InvalidArgumentError for an unknown format or matrix, or a number of bytes that does not fit the format.
 */
export function readRawFrame(frame: RawFrame): RgbImage {
  const { width, height, format, matrix = "bt601", fullRange = false } = frame;
  const lengthOf = Object.hasOwn(byteLengths, format) ? byteLengths[format] : undefined;
  if (!lengthOf)
    throw new InvalidArgumentError(
      `Expected a raw frame's format to be one of ${Object.keys(byteLengths).join(", ")}, received ${describeValue(format)}.`,
    );
  if (matrix !== "bt601" && matrix !== "bt709")
    throw new InvalidArgumentError(`Expected the matrix "bt601" or "bt709", received ${describeValue(matrix)}.`);
  const data = bytesOf(frame.data);
  if (!data)
    throw new InvalidArgumentError(
      `Expected the data of a raw frame as a Uint8Array or an ArrayBuffer, received ${describeValue(frame.data)}.`,
    );
  const expected = lengthOf(width, height);
  if (data.length !== expected)
    throw new InvalidArgumentError(
      `Expected ${expected} bytes for ${width}x${height} pixels of format "${format}", received ${data.length}. Rows must have no padding between them: remove it, or give the actual format.`,
    );
  if (format === "rgb") return { width, height, data };
  if (format === "rgba") return flattenOnWhite(data, width, height);
  if (format === "bgra") return swapRedAndBlue(flattenOnWhite(data, width, height));
  // Not slice(): a Buffer's shares the caller's memory.
  if (format === "bgr") return swapRedAndBlue({ width, height, data: Uint8Array.from(data) });
  if (format === "grey") return spreadGrey(data, width, height);
  return yuvToRgb(data, { width, height, isInterleaved: format === "nv12", matrix, fullRange });
}

/** In place: the pixels are this file's own. */
function swapRedAndBlue(image: RgbImage): RgbImage {
  const { data } = image;
  for (let index = 0; index < data.length; index += 3) {
    const blue = data[index]!;
    data[index] = data[index + 2]!;
    data[index + 2] = blue;
  }
  return image;
}

function spreadGrey(grey: Uint8Array, width: number, height: number): RgbImage {
  const data = new Uint8Array(grey.length * 3);
  for (let index = 0; index < grey.length; index++) data.fill(grey[index]!, index * 3, index * 3 + 3);
  return { width, height, data };
}

interface YuvLayout {
  readonly width: number;
  readonly height: number;
  /** Whether U and V come in turn, as in NV12, or each in a plane of its own. */
  readonly isInterleaved: boolean;
  readonly matrix: "bt601" | "bt709";
  readonly fullRange: boolean;
}

/** Shares of red and blue in the brightness: ITU-R BT.601 and BT.709, section 3. */
const shares = { bt601: { red: 0.299, blue: 0.114 }, bt709: { red: 0.2126, blue: 0.0722 } } as const;

function yuvToRgb(yuv: Uint8Array, { width, height, isInterleaved, matrix, fullRange }: YuvLayout): RgbImage {
  const { red, blue } = shares[matrix];
  const green = 1 - red - blue;
  const [black, brightness, chroma] = fullRange ? [0, 1, 1] : [16, 255 / 219, 255 / 224];
  const redOfV = 2 * (1 - red) * chroma;
  const blueOfU = 2 * (1 - blue) * chroma;
  const greenOfV = (redOfV * red) / green;
  const greenOfU = (blueOfU * blue) / green;
  const columns = Math.ceil(width / 2);
  const plane = columns * Math.ceil(height / 2);
  // Clamped arrays round, and hold what is too bright or too dark at the ends.
  const data = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, target = 0; y < height; y++)
    for (let x = 0; x < width; x++, target += 3) {
      const cell = (y >> 1) * columns + (x >> 1);
      const at = width * height + (isInterleaved ? cell * 2 : cell);
      const u = yuv[at]! - 128;
      const v = yuv[at + (isInterleaved ? 1 : plane)]! - 128;
      const light = (yuv[y * width + x]! - black) * brightness;
      data[target] = light + redOfV * v;
      data[target + 1] = light - greenOfU * u - greenOfV * v;
      data[target + 2] = light + blueOfU * u;
    }
  return { width, height, data };
}
