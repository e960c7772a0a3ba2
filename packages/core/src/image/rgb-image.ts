import { InvalidArgumentError } from "../errors";
import { describeValue, isKind } from "../values/describe-value";

/** An upright picture in memory: 8-bit RGB, rows from the top, three bytes a pixel, no padding between rows. */
export interface RgbImage {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** `[height, width, 3]` RGB 0..255. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A rectangle in pixels of the upright image. It may extend beyond the image's edge. */
export interface BoundingBox {
  /** Left edge, pixels. */
  readonly x: number;
  /** Top edge, pixels. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Throws InvalidArgumentError unless the value is an RgbImage: whole sizes, and as many bytes of data as the size demands. Floats
 * from 0 to 1, text and other arrays are not pixels.
 */
export function checkRgbImage(image: RgbImage): void {
  if (typeof image !== "object" || image === null || !("data" in image))
    throw new InvalidArgumentError(
      `Expected an image { width, height, data } with RGB bytes, received ${describeValue(image)}. loadImage() gives one.`,
    );
  const { width, height, data, format = "rgb" } = image as RgbImage & { readonly format?: unknown };
  if (format !== "rgb")
    throw new InvalidArgumentError(
      `Expected RGB pixels, received a raw frame of the format ${describeValue(format)}, whose bytes are not RGB. loadImage() converts it.`,
    );
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new InvalidArgumentError(
      `Expected an image with whole width and height >= 1, received ${describeValue(width)}x${describeValue(height)}.`,
    );
  if (!isBytes(data))
    throw new InvalidArgumentError(
      `Expected RGB pixels as a Uint8Array or Uint8ClampedArray of 0..255, received ${describeValue(data)}. Convert them to bytes: floats of 0 to 1 are multiplied by 255.`,
    );
  if (data.length !== width * height * 3)
    throw new InvalidArgumentError(
      `Expected ${width * height * 3} bytes of RGB data for ${width}x${height} pixels, received ${data.length}. Use loadImage() to get RGB from other kinds of pixels.`,
    );
}

/** Whether a value is an array of bytes, of whichever window or context. */
export function isBytes(value: unknown): value is Uint8Array | Uint8ClampedArray {
  return ArrayBuffer.isView(value) && isKind(value, "Uint8Array", "Uint8ClampedArray");
}
