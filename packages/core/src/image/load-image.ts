// Turns bytes, addresses, elements and raw frames into RGB pixels, and crops of these. Decoders differ in Node (sharp) and
// browsers; limits on size are checked before anything is decoded.
import { imageDecoder } from "#decode-image";
import { ImageError, InvalidArgumentError, isFagrError } from "../errors";
import { reasonOf } from "../reason";
import { bytesOf } from "../values/bytes-of";
import { checkOptions } from "../values/check-options";
import { describeValue, isKind } from "../values/describe-value";
import { type DownloadOptions, downloadOptionNames, fetchBytes, isLocal } from "../weights/download";
import { shortenLocation } from "../weights/shorten-location";
import { checkLocation } from "./check-location";
import { flattenOnWhite } from "./flatten";
import type { DecodeRequest } from "./image-decoder";
import { recogniseImage } from "./image-format";
import type { ImageInput } from "./image-input";
import { type CompleteImageLimits, completeLimits, type ImageLimits, imageLimitNames } from "./image-limits";
import { hintForInput, isBufferOfJson, isWebPage, tooManyPixels } from "./input-hints";
import { type RawFrame, readRawFrame } from "./raw-frame";
import { isStream, readStream } from "./read-stream";
import { checkRgbImage, isBytes, type RgbImage } from "./rgb-image";

/** Limits of an image, and how it is downloaded. */
export interface LoadImageOptions extends DownloadOptions, ImageLimits {}

/** Names of the options. */
export const loadImageOptionNames = [...downloadOptionNames, ...imageLimitNames] as const;

/**
 * Reads an image of any kind into RGB pixels: upright (the EXIF orientation of photos is applied), 8 bits, sRGB. Grey, palette,
 * CMYK and 16-bit images are converted; transparent parts become white; of an animation or of several pages the first is used.
 * JPEG, PNG and WebP work everywhere, other formats if sharp (Node) or the browser reads them. CMYK without a colour profile is
 * converted plainly, in Node as in Chromium; with one, the platform's own colour management decides, and the two differ a little
 * (on a portrait with libvips' profile by 0.3 years and 3 % of gender).
 *
 * An RgbImage is returned unchanged, without a copy.
 *
 * **On a server**: a text is a path or an address, so a text that a user sends would be read from the disk or requested from
 * other servers. Pass bytes, and set `allowedLocations: []`. Pixels, bytes and times are limited, see {@link ImageLimits}.
 *
 * @throws ImageError if there is no such file, it is not a complete image, of a format that is not allowed or too large.
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
  checkOptions(options, loadImageOptionNames, "loadImage()");
  const limits = completeLimits(options);
  options.signal?.throwIfAborted();
  const image = await readInput(input, options, limits);
  options.signal?.throwIfAborted();
  return image;
}

async function readInput(input: ImageInput, options: LoadImageOptions, limits: CompleteImageLimits): Promise<RgbImage> {
  const { signal, timeout } = options;
  if (typeof input === "string" || isKind(input, "URL")) return loadFile(String(input), options, limits);
  const bytes = bytesOf(input);
  if (bytes) return decode(bytes, { source: "the given bytes", limits, signal });
  if (isKind(input, "Blob", "File")) return decodeBlob(input as Blob, limits, signal);
  if (typeof input === "object" && input !== null) {
    const drawn = await imageDecoder.readDrawable(input, { limits, signal });
    if (drawn) return drawn;
    if (isStream(input))
      return decode(await readStream(input, { limits, signal, timeout }), {
        source: "the given stream",
        limits,
        signal,
      });
    if ("data" in input && !isBufferOfJson(input)) return fromPixels(input as RgbImage, limits);
  }
  throw new InvalidArgumentError(
    `Expected an image (a path, a URL, the bytes of a file, a Blob, a Response or stream of them, { width, height, data } or, in the browser, something that can be drawn), received ${describeValue(input)}.${hintForInput(input)}`,
  );
}

async function loadFile(location: string, options: LoadImageOptions, limits: CompleteImageLimits): Promise<RgbImage> {
  const source = shortenLocation(location);
  checkLocation(location, limits);
  let bytes: Uint8Array;
  try {
    const { fetch, signal, onProgress, timeout } = options;
    bytes = await fetchBytes(location, { fetch, signal, onProgress, timeout, maximumBytes: limits.maximumBytes });
  } catch (error) {
    if (!(isFagrError(error, "DOWNLOAD_FAILED") && isLocal(location))) throw error;
    throw new ImageError(source, error.message, { cause: error.cause });
  }
  return decode(bytes, { source, limits, signal: options.signal });
}

async function decodeBlob(blob: Blob, limits: CompleteImageLimits, signal: AbortSignal | undefined): Promise<RgbImage> {
  const source = "the given Blob";
  checkLength(blob.size, source, limits);
  let buffer: ArrayBuffer;
  try {
    buffer = await readBlob(blob);
  } catch (cause) {
    throw new ImageError(source, `Expected a Blob that can be read, but it says: ${reasonOf(cause)}.`, { cause });
  }
  return decode(new Uint8Array(buffer), { source, limits, signal });
}

/** jsdom's Blobs have a FileReader alone. */
function readBlob(blob: Blob): Promise<ArrayBuffer> {
  if (typeof blob.arrayBuffer === "function" || typeof FileReader === "undefined") return blob.arrayBuffer();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

function decode(bytes: Uint8Array, request: DecodeRequest): Promise<RgbImage> {
  const { source, limits } = request;
  if (bytes.length === 0)
    throw new ImageError(
      source,
      `Expected an image from ${source}, received an empty file. Fetch or save it again${source === "the given bytes" ? "; bytes that were transferred to another thread are empty, too" : ""}.`,
    );
  checkLength(bytes.length, source, limits);
  const format = recogniseImage(bytes);
  if (format && !limits.formats.includes(format))
    throw new ImageError(
      source,
      `Expected an image as ${limits.formats.join(", ")} from ${source}, received ${format.toUpperCase()}. Convert it, or allow it with the option formats${format === "svg" || format === "pdf" ? " if you trust the file: drawing it can take minutes" : ""}.`,
    );
  if (!format && isWebPage(bytes))
    throw new ImageError(
      source,
      `Expected an image from ${source}, received a web page (HTML), which servers often send for unknown addresses. Check the address.`,
    );
  return imageDecoder.decode(bytes, request);
}

function checkLength(bytes: number, source: string, { maximumBytes }: CompleteImageLimits): void {
  if (bytes > maximumBytes)
    throw new ImageError(
      source,
      `Expected an image of at most ${maximumBytes} bytes from ${source}, received ${bytes}. Make it smaller, or raise maximumBytes.`,
    );
}

function fromPixels(image: RgbImage, { maximumPixels }: CompleteImageLimits): RgbImage {
  const { width, height, data } = image;
  const isSize = [width, height].every((side) => Number.isInteger(side) && side >= 1);
  if (isSize && width * height > maximumPixels)
    throw new ImageError("the given pixels", tooManyPixels("the given pixels", width, height, maximumPixels));
  if (isSize && "format" in image) return readRawFrame(image as unknown as RawFrame);
  if (isSize && isBytes(data) && data.length === width * height * 4) return flattenOnWhite(data, width, height);
  checkRgbImage(image);
  return image;
}
