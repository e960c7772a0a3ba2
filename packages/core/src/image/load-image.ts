import { imageDecoder } from "#decode-image";
import { ImageError, InvalidArgumentError, isFagrError } from "../errors";
import { type DownloadOptions, fetchBytes, isLocal } from "../weights/download";
import { flattenOnWhite } from "./flatten";
import type { ImageInput } from "./image-input";
import { checkRgbImage, type RgbImage } from "./rgb-image";

/** How an image is fetched; used for paths and URLs only. */
export type LoadImageOptions = DownloadOptions;

/**
 * Reads an image of any kind into RGB pixels: upright (the EXIF orientation of photos is applied), 8 bits, sRGB. Grey,
 * palette, CMYK and 16-bit images are converted; what is transparent is laid on white; of an animation the first frame
 * counts. JPEG, PNG and WebP work everywhere, other formats where sharp (Node) or the browser reads them.
 *
 * An RgbImage comes back as it is, without a copy.
 *
 * @throws ImageError if there is no such file or it is not a complete image.
 * @throws DownloadError if a URL cannot be fetched.
 * @throws InvalidArgumentError if the input is none of the kinds of {@link ImageInput}.
 * @throws RuntimeMissingError in Node, if sharp is not installed.
 *
 * @example
 * ```ts
 * const image = await loadImage("family.jpg");
 * console.log(image.width, image.height, image.data.length); // data: [height, width, 3]
 * ```
 */
export async function loadImage(input: ImageInput, options: LoadImageOptions = {}): Promise<RgbImage> {
  options.signal?.throwIfAborted();
  const image = await readInput(input, options);
  options.signal?.throwIfAborted();
  return image;
}

async function readInput(input: ImageInput, options: LoadImageOptions): Promise<RgbImage> {
  if (typeof input === "string" || input instanceof URL) return loadFile(String(input), options);
  if (input instanceof Uint8Array) return decode(input, "the given bytes");
  if (input instanceof ArrayBuffer) return decode(new Uint8Array(input), "the given bytes");
  if (typeof Blob !== "undefined" && input instanceof Blob)
    return decode(new Uint8Array(await input.arrayBuffer()), "the given Blob");
  if (typeof input === "object" && input !== null) {
    const drawn = await imageDecoder.readDrawable(input);
    if (drawn) return drawn;
    if ("data" in input) return fromPixels(input);
  }
  throw new InvalidArgumentError(
    `Expected an image (a path, a URL, the bytes of a file, a Blob, { width, height, data } or, in the browser, something that can be drawn), received ${describe(input)}.`,
  );
}

async function loadFile(location: string, options: LoadImageOptions): Promise<RgbImage> {
  const source = location.length > 200 ? `${location.slice(0, 60)}…` : location;
  let bytes: Uint8Array;
  try {
    bytes = await fetchBytes(location, options);
  } catch (error) {
    if (!(isFagrError(error, "DOWNLOAD_FAILED") && isLocal(location))) throw error;
    throw new ImageError(source, error.message, { cause: error.cause });
  }
  return decode(bytes, source);
}

function decode(bytes: Uint8Array, source: string): Promise<RgbImage> {
  if (bytes.length === 0)
    throw new ImageError(source, `Expected an image from ${source}, received an empty file. Fetch or save it again.`);
  return imageDecoder.decode(bytes, source);
}

function fromPixels(image: RgbImage): RgbImage {
  const { width, height, data } = image;
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray))
    throw new InvalidArgumentError(
      `Expected pixels as a Uint8Array or Uint8ClampedArray, received ${describe(data)}. Convert them to bytes 0..255.`,
    );
  if (data.length === width * height * 4) return flattenOnWhite(data, width, height);
  checkRgbImage(image);
  return image;
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return `an object of type ${value.constructor?.name ?? "Object"}`;
}
