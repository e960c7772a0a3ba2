import { InvalidArgumentError } from "../errors";

/** An upright picture in memory: 8-bit RGB, rows from the top, three bytes a pixel, no padding between rows. */
export interface RgbImage {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** `[height, width, 3]` RGB 0..255. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A rectangle in pixels of the upright image. It may reach over the image's edge. */
export interface BoundingBox {
  /** Left edge, pixels. */
  readonly x: number;
  /** Top edge, pixels. */
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Throws InvalidArgumentError unless the value is an RgbImage whose data has the length that its size demands. */
export function checkRgbImage(image: RgbImage): void {
  const { width, height, data } = image ?? {};
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new InvalidArgumentError(
      `Expected an image with whole width and height >= 1, received ${String(width)}x${String(height)}.`,
    );
  if (data?.length !== width * height * 3)
    throw new InvalidArgumentError(
      `Expected ${width * height * 3} bytes of RGB data for ${width}x${height} pixels, received ${String(data?.length)}. Use loadImage() to get RGB from other kinds of pixels.`,
    );
}
