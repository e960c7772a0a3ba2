import { imageDecoder } from "#decode-image";
import { isKind } from "../values/describe-value";
import { pick } from "../values/pick";
import { isLocal } from "../weights/download";
import { checkLocation } from "./check-location";
import type { ImageInput } from "./image-input";
import { completeLimits, type ImageLimits, imageLimitNames } from "./image-limits";
import { isStream, readStream } from "./read-stream";

/** Limits of a captured image, and a signal that stops it. */
export interface CaptureImageOptions extends ImageLimits {
  signal?: AbortSignal | undefined;
  /** Milliseconds that a stream may pause; the whole may take forty times as long. Default 15,000. */
  timeout?: number | undefined;
}

/**
 * An image in its present state, in a form that can be sent to another thread: elements, canvases and frames become an
 * ImageBitmap, streams and Responses their bytes, and addresses that are relative to the page become whole. Undefined if the
 * image can be sent unchanged, or not at all.
 *
 * @throws As `loadImage` does. InvalidArgumentError at once, the others by the promise.
 *
 * @example
 * ```ts
 * const image = (await captureImage("face.jpg")) ?? "face.jpg"; // "https://example.org/album/face.jpg" in a page of that folder
 * ```
 */
export function captureImage(input: unknown, options: CaptureImageOptions = {}): Promise<ImageInput> | undefined {
  const limits = completeLimits(pick(options, imageLimitNames));
  const request = { limits, signal: options.signal, timeout: options.timeout };
  if (typeof input === "string" || isKind(input, "URL")) return completeAddress(String(input), limits);
  if (typeof input !== "object" || input === null) return undefined;
  const drawn = imageDecoder.captureDrawable(input, request);
  if (drawn) return drawn;
  return isStream(input) ? readStream(input, request) : undefined;
}

function completeAddress(location: string, limits: ReturnType<typeof completeLimits>): Promise<string> | undefined {
  const { document, location: page } = globalThis as { document?: Partial<Document>; location?: Partial<Location> };
  const base = document?.baseURI ?? page?.href;
  // In Node a path starts at the working directory, which threads share.
  if (isLocal(location) || URL.canParse(location) || !URL.canParse(location, base)) return undefined;
  // Before it looks like an address: a text of base64 for one is no path.
  checkLocation(location, limits);
  return Promise.resolve(new URL(location, base).href);
}
