import type { RgbImage } from "@fagr/core";
import type { Resizer } from "@fagr/engine";

/** A network's input. */
export interface PixelFormat {
  readonly colourOrder: "RGB" | "BGR";
  /** What the bytes 0 and 255 become. */
  readonly range: readonly [minimum: number, maximum: number];
}

/** A picture at the size at which a network looks at it. */
export interface FittedPicture {
  readonly image: RgbImage;
  /** Pixels of it per pixel of the picture, across and down; they differ by the rounding to whole pixels. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Where an image's rows of three floats a pixel go; `row` floats from the beginning of one to the next. */
export interface PixelPlace {
  readonly floats: Float32Array;
  readonly start: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

/** Scales a picture, keeping its aspect, to a length of its longer side. */
export function fitPicture(image: RgbImage, contentSize: number, resizer: Resizer): FittedPicture {
  const { width, height } = fittedSize(image, contentSize);
  const isFitting = width === image.width && height === image.height;
  return {
    image: isFitting ? image : resizer.resize(image, { width, height }),
    scaleX: width / image.width,
    scaleY: height / image.height,
  };
}

/** The size of a picture whose longer side is scaled to `contentSize`. One that is a thousand times as wide as it is high still has one row. */
function fittedSize({ width, height }: { width: number; height: number }, contentSize: number) {
  const scale = contentSize / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Writes an image into the top left corner of a larger one whose rest is black: `[height, width, 3]`. */
export function writePixels({ width, height, data }: RgbImage, format: PixelFormat, place: PixelPlace): void {
  const values = valuesOfBytes(format);
  const { floats, start, row } = place;
  const [red, blue] = format.colourOrder === "RGB" ? [0, 2] : [2, 0];
  let source = 0;
  for (let y = 0; y < height; y++) {
    let target = start + y * row;
    for (let x = 0; x < width; x++, source += 3, target += 3) {
      floats[target + red] = values[data[source]!]!;
      floats[target + 1] = values[data[source + 1]!]!;
      floats[target + blue] = values[data[source + 2]!]!;
    }
    floats.fill(values[0]!, target, start + y * row + place.width * 3);
  }
  for (let y = height; y < place.height; y++)
    floats.fill(values[0]!, start + y * row, start + y * row + place.width * 3);
}

/** The same as ONNX Runtime wants it: `[1, 3, size, size]`. */
export function toPlanes({ width, height, data }: RgbImage, format: PixelFormat, size: number): Float32Array {
  const values = valuesOfBytes(format);
  const plane = size * size;
  const pixels = new Float32Array(3 * plane).fill(values[0]!);
  const [red, blue] = format.colourOrder === "RGB" ? [0, 2 * plane] : [2 * plane, 0];
  let source = 0;
  for (let row = 0; row < height; row++)
    for (let target = row * size; target < row * size + width; target++) {
      pixels[target + red] = values[data[source++]!]!;
      pixels[target + plane] = values[data[source++]!]!;
      pixels[target + blue] = values[data[source++]!]!;
    }
  return pixels;
}

const valuesOfBytes = ({ range: [minimum, maximum] }: PixelFormat) =>
  Float32Array.from({ length: 256 }, (_, byte) => minimum + (byte / 255) * (maximum - minimum));
