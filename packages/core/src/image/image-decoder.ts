import type { RgbImage } from "./rgb-image";

/** What `#decode-image` exports as `imageDecoder`: one implementation for Node, one for the browser. */
export interface ImageDecoder {
  /**
   * Decodes a file: upright, 8-bit sRGB, transparency on white.
   *
   * @param source - Where the bytes came from, for messages.
   * @throws ImageError if the bytes are no image that can be read here.
   */
  decode(bytes: Uint8Array, source: string): Promise<RgbImage>;
  /**
   * Reads the pixels of an object that the platform can draw, such as a canvas; null if it is no such object.
   *
   * @throws ImageError if it is one, and its pixels cannot be read.
   */
  readDrawable(input: object): Promise<RgbImage | null>;
}
