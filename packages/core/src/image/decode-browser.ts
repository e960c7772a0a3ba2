import { ImageError, RuntimeMissingError } from "../errors";
import { reasonOf } from "../reason";
import { isKind, kindOf } from "../values/describe-value";
import { hintForSimulatedPage } from "../values/simulated-page";
import { untilAborted } from "../values/until-aborted";
import { flattenOnWhite } from "./flatten";
import { readHeaderSize } from "./header-size";
import type { DecodeRequest, ImageDecoder } from "./image-decoder";
import { recogniseImage } from "./image-format";
import { tooManyPixels } from "./input-hints";
import type { RgbImage } from "./rgb-image";

/** Decodes with the browser's own decoders, and reads everything that can be drawn on a canvas. Works in workers too. */
export const imageDecoder: ImageDecoder = {
  async decode(bytes, { source, limits }) {
    if (typeof createImageBitmap === "undefined")
      throw new RuntimeMissingError(
        "createImageBitmap",
        "Expected createImageBitmap, which decodes images in the browser, but it is missing. Use a current browser, or pass decoded pixels: { width, height, data } with RGB or RGBA bytes." +
          hintForSimulatedPage(),
      );
    const format = recogniseImage(bytes);
    checkSize(readHeaderSize(bytes, format), source, limits);
    let bitmap: ImageBitmap;
    try {
      bitmap = await createImageBitmap(new Blob([unshared(bytes)]), {
        imageOrientation: "from-image",
        premultiplyAlpha: "none",
      });
    } catch (error) {
      throw new ImageError(
        source,
        `Expected an image that this browser can decode from ${source}, but it says: ${reasonOf(error)}. ${format === "heic" ? "It is HEIC (HEIF), as iPhones save it: convert it to JPEG" : "Check that the file is an image and complete"}.`,
        { cause: error },
      );
    }
    try {
      checkSize(bitmap, source, limits);
      return draw(bitmap, bitmap.width, bitmap.height, source);
    } finally {
      bitmap.close();
    }
  },

  async readDrawable(input, { limits, signal }) {
    const kind = kindOfDrawable(input);
    if (!kind) return null;
    if (kind.name === "HTMLImageElement") await loaded(input as HTMLImageElement, signal);
    const [width, height] = checkedSize(kind, input, limits);
    return draw(input as CanvasImageSource, width, height, kind.name);
  },

  captureDrawable(input, request) {
    const kind = kindOfDrawable(input);
    return kind ? capture(kind, input, request) : null;
  },
};

/** A Blob cannot be made from memory that threads share. */
const unshared = (bytes: Uint8Array) =>
  isKind(bytes.buffer, "SharedArrayBuffer") ? Uint8Array.from(bytes) : (bytes as Uint8Array<ArrayBuffer>);

interface DrawableKind {
  readonly name: string;
  /** In pixels; the elements' own width and height would be those of the layout. */
  size(input: never): [width: number, height: number];
}

/** By name: an element of a frame or of another window is of that window's type. */
const kindOfDrawable = (input: object) => drawableKinds.find(({ name }) => kindOf(input) === name);

function checkedSize({ name, size }: DrawableKind, input: object, limits: DecodeRequest["limits"]) {
  const [width, height] = size(input as never);
  if (!(width > 0 && height > 0))
    throw new ImageError(
      name,
      `Expected ${name} with pixels, received one of ${width}x${height}. ${isKind(input, "HTMLVideoElement") ? 'Wait until it has loaded, for its "loadeddata" event' : "It is empty, was closed or was transferred to another thread"}.`,
    );
  checkSize({ width, height }, name, limits);
  return [width, height] as const;
}

async function capture(kind: DrawableKind, input: object, { limits, signal }: Omit<DecodeRequest, "source">) {
  if (kind.name === "HTMLImageElement") await loaded(input as HTMLImageElement, signal);
  checkedSize(kind, input, limits);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(input as ImageBitmapSource);
  } catch (cause) {
    const problem = `Expected ${kind.name} that can be copied, but the browser says: ${reasonOf(cause)}.`;
    throw new ImageError(kind.name, problem, { cause });
  }
  try {
    // One pixel tells whether the page may read it; what it may not read cannot be sent to another thread.
    const pixel = await createImageBitmap(bitmap, 0, 0, 1, 1);
    draw(pixel, 1, 1, kind.name);
    pixel.close();
    signal?.throwIfAborted();
    return bitmap;
  } catch (error) {
    bitmap.close();
    throw error;
  }
}

const drawableKinds: readonly DrawableKind[] = [
  { name: "HTMLImageElement", size: (image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight] },
  { name: "HTMLVideoElement", size: (video: HTMLVideoElement) => [video.videoWidth, video.videoHeight] },
  { name: "HTMLCanvasElement", size: (canvas: HTMLCanvasElement) => [canvas.width, canvas.height] },
  { name: "OffscreenCanvas", size: (canvas: OffscreenCanvas) => [canvas.width, canvas.height] },
  { name: "ImageBitmap", size: (bitmap: ImageBitmap) => [bitmap.width, bitmap.height] },
  { name: "VideoFrame", size: (frame: VideoFrame) => [frame.displayWidth, frame.displayHeight] },
];

function checkSize(
  size: { readonly width: number; readonly height: number } | undefined,
  source: string,
  { maximumPixels }: DecodeRequest["limits"],
): void {
  if (size && size.width * size.height > maximumPixels)
    throw new ImageError(source, tooManyPixels(source, size.width, size.height, maximumPixels));
}

async function loaded(image: HTMLImageElement, signal: AbortSignal | undefined): Promise<void> {
  // A lazy image that nobody scrolls to would never load.
  if (!image.complete && image.loading === "lazy") image.loading = "eager";
  try {
    await untilAborted(image.decode(), signal);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    const source = image.currentSrc || "an image element";
    throw new ImageError(
      source,
      `Expected an image element with an image, but ${source} cannot be loaded: ${reasonOf(error)}.${hintForSimulatedPage() || " Check its src."}`,
      { cause: error },
    );
  }
}

function draw(drawable: CanvasImageSource, width: number, height: number, source: string): RgbImage {
  const context = createContext(width, height);
  if (!context)
    throw new ImageError(
      source,
      `Expected a 2d canvas of ${width}x${height} pixels to read ${source}, but the browser gives none.${hintForSimulatedPage() || " The image may be too large for it."}`,
    );
  try {
    context.drawImage(drawable, 0, 0, width, height);
    return flattenOnWhite(context.getImageData(0, 0, width, height).data, width, height);
  } catch (error) {
    throw new ImageError(
      source,
      `Expected readable pixels from ${source}, but the browser says: ${reasonOf(error)}. For an image or video from another origin, set crossOrigin = "anonymous" before its src; the server must allow it.`,
      { cause: error },
    );
  }
}

type Context2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function createContext(width: number, height: number): Context2d | null {
  const settings = { willReadFrequently: true };
  if (typeof OffscreenCanvas !== "undefined") {
    // Old Safari has an OffscreenCanvas without 2d.
    const context = new OffscreenCanvas(width, height).getContext("2d", settings);
    if (context || typeof document === "undefined") return context;
  }
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext("2d", settings) as CanvasRenderingContext2D | null;
}
