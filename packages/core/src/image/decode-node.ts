import { ImageError, RuntimeMissingError } from "../errors";
import { reasonOf } from "../reason";
import type { ImageDecoder } from "./image-decoder";

/** Decodes with sharp, which is loaded at the first image. */
export const imageDecoder: ImageDecoder = {
  async decode(bytes, source) {
    const sharp = await importSharp();
    try {
      // "error" refuses files that are cut off or damaged, and lets pass what decoders only warn of (odd metadata).
      const { data, info } = await sharp(bytes, { failOn: "error" })
        .autoOrient()
        .flatten({ background: "white" })
        .toColourspace("srgb")
        .raw({ depth: "uchar" })
        .toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, data: toRgb(data, info.channels) };
    } catch (error) {
      throw new ImageError(
        source,
        `Expected an image that can be decoded (JPEG, PNG, WebP and what else sharp reads) from ${source}, but sharp says: ${reasonOf(error)}. Check that the file is an image and complete.`,
        { cause: error },
      );
    }
  },

  async readDrawable() {
    return null;
  },
};

async function importSharp() {
  try {
    return (await import("sharp")).default;
  } catch (error) {
    throw new RuntimeMissingError(
      "sharp",
      "Expected the package sharp, which decodes images in Node, but it cannot be loaded. Install it with `npm install sharp`, or pass decoded pixels: { width, height, data } with RGB or RGBA bytes.",
      { cause: error },
    );
  }
}

/** sharp gives one channel for some grey images. */
function toRgb(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let source = 0, target = 0; source < data.length; source += channels, target += 3)
    rgb.fill(data[source]!, target, target + 3);
  return rgb;
}
