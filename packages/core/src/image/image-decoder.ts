import type { CompleteImageLimits } from "./image-limits";
import type { RgbImage } from "./rgb-image";

/** What a decoder is told beside the bytes. */
export interface DecodeRequest {
  /** Where the bytes came from, for messages. */
  readonly source: string;
  readonly limits: CompleteImageLimits;
  readonly signal: AbortSignal | undefined;
}

/** What `#decode-image` exports as `imageDecoder`: one implementation for Node, one for the browser. */
export interface ImageDecoder {
  /**
   * Decodes a file: upright, 8-bit sRGB, transparency on white.
   *
   * @throws ImageError if the bytes are no image that can be read here, or one that is too large.
   */
  decode(bytes: Uint8Array, request: DecodeRequest): Promise<RgbImage>;
  /**
   * Reads the pixels of an object that the platform can draw, such as a canvas; null for other objects.
   *
   * @throws ImageError if its pixels cannot be read.
   */
  readDrawable(input: object, request: Omit<DecodeRequest, "source">): Promise<RgbImage | null>;
  /**
   * What can be drawn as an ImageBitmap of its own, for another thread; null for other objects. The frame of a video and the
   * content of a canvas are copied at once.
   *
   * @throws As `readDrawable()`, by the promise.
   */
  captureDrawable(input: object, request: Omit<DecodeRequest, "source">): Promise<ImageBitmap> | null;
}
