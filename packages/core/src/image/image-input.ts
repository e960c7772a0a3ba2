import type { RawFrame } from "./raw-frame";
import type { RgbImage } from "./rgb-image";

/** A type of the platform, if the program that uses the library has those types; otherwise nothing. */
type BrowserType<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer Instance }> ? Instance : never;

/** Decoded pixels with alpha, such as the browser's ImageData: `[height, width, 4]` RGBA 0..255. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/**
 * Everything that {@link loadImage} takes:
 * - a path (Node) or URL: `http(s):`, `data:`, `blob:`, `file:` (Node); in the browser a plain string is relative to the page,
 * - the bytes of an image file: Uint8Array, Buffer, ArrayBuffer or Blob (File),
 * - what such bytes come in: a Response, a stream of the web or of Node, any async iterable of bytes,
 * - decoded pixels: ImageData or any `{ width, height, data }` with RGB or RGBA bytes, and with a `format` raw frames of cameras
 *   and of FFmpeg, see {@link RawFrame},
 * - in the browser also image, video and canvas elements, OffscreenCanvas, ImageBitmap and VideoFrame.
 */
export type ImageInput =
  | string
  | URL
  | Uint8Array
  | ArrayBuffer
  | Blob
  | RgbImage
  | RgbaImage
  | RawFrame
  | AsyncIterable<Uint8Array>
  | BrowserType<"Response">
  | BrowserType<"ReadableStream">
  | BrowserType<"HTMLImageElement">
  | BrowserType<"HTMLVideoElement">
  | BrowserType<"HTMLCanvasElement">
  | BrowserType<"OffscreenCanvas">
  | BrowserType<"ImageBitmap">
  | BrowserType<"VideoFrame">;
