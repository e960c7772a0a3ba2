import { cropAndResize, type RgbImage } from "@fagr/core";

/** What a network wants to see. */
export interface LetterboxOptions {
  /** Height and width of the network's input, pixels. */
  readonly size: number;
  /** Length of the picture's longer side inside the input, pixels. Default: `size`. */
  readonly contentSize?: number;
  readonly colourOrder: "RGB" | "BGR";
  /** What the bytes 0 and 255 become. */
  readonly range: readonly [minimum: number, maximum: number];
}

/** A picture as a network's input. */
export interface LetterboxedImage {
  /** `[1, 3, size, size]`, in the asked colour order and range. */
  readonly pixels: Float32Array;
  /** Pixels of the input per pixel of the picture, across and down; they differ by the rounding to whole pixels. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Scales a picture, keeping its aspect, into the top left corner of a square; the rest is black. */
export function letterbox(
  image: RgbImage,
  { size, contentSize = size, colourOrder, range: [minimum, maximum] }: LetterboxOptions,
): LetterboxedImage {
  const scale = contentSize / Math.max(image.width, image.height);
  // A picture that is a thousand times as wide as it is high still has one row.
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const { data } = cropAndResize(image, { width, height });
  const values = Float32Array.from({ length: 256 }, (_, byte) => minimum + (byte / 255) * (maximum - minimum));
  const plane = size * size;
  const pixels = new Float32Array(3 * plane).fill(values[0]!);
  const [red, blue] = colourOrder === "RGB" ? [0, 2 * plane] : [2 * plane, 0];
  let source = 0;
  for (let row = 0; row < height; row++)
    for (let target = row * size; target < row * size + width; target++) {
      pixels[target + red] = values[data[source++]!]!;
      pixels[target + plane] = values[data[source++]!]!;
      pixels[target + blue] = values[data[source++]!]!;
    }
  return { pixels, scaleX: width / image.width, scaleY: height / image.height };
}
