import type { Sharp } from "sharp";
import { ImageError } from "../errors";
import { reasonOf } from "../reason";
import { cmykToRgb } from "./cmyk";
import type { DecodeRequest, ImageDecoder } from "./image-decoder";
import { type ImageFormat, recogniseImage } from "./image-format";
import { importSharp, type SharpModule } from "./import-sharp";
import { tooManyPixels } from "./input-hints";
import { hasAllScans } from "./jpeg-scans";
import type { RgbImage } from "./rgb-image";

/** What sharp's published builds read. */
const readable: readonly ImageFormat[] = ["jpeg", "png", "webp", "gif", "avif", "tiff", "svg"];

/** Decodes with sharp, which is loaded at the first image. */
export const imageDecoder: ImageDecoder = {
  async decode(bytes, request) {
    const { source } = request;
    const format = recogniseImage(bytes);
    if (!format || !readable.includes(format)) throw new ImageError(source, unreadable(source, format));
    const sharp = await importSharp();
    try {
      return await decodeWith(sharp, bytes, request);
    } catch (error) {
      if (error instanceof ImageError) throw error;
      if (format === "jpeg" && /premature end/i.test(reasonOf(error)) && hasAllScans(bytes)) {
        const whole = await decodeWithoutEnd(sharp, bytes, request);
        if (whole) return whole;
      }
      throw new ImageError(
        source,
        `Expected an image that can be decoded from ${source}, but sharp says: ${firstLine(error)}. Check that the file is an image and complete.`,
        { cause: error },
      );
    }
  },

  async readDrawable() {
    return null;
  },

  captureDrawable: () => null,
};

function unreadable(source: string, format: ImageFormat | undefined): string {
  const known = "JPEG, PNG, WebP, GIF, AVIF or TIFF";
  if (format === "heic")
    return `Expected an image as ${known} from ${source}, received HEIC (HEIF), as iPhones save it, which sharp's builds do not read. Convert it to JPEG, or let the phone save "Most Compatible".`;
  if (format) return `Expected an image as ${known} from ${source}, received ${format.toUpperCase()}. Convert it.`;
  return `Expected an image as ${known} from ${source}, received something else. Check that the file is an image.`;
}

async function decodeWith(
  sharp: SharpModule,
  bytes: Uint8Array,
  { source, limits }: DecodeRequest,
  failOn: "error" | "warning" = "error",
): Promise<RgbImage> {
  const { maximumPixels, decodeTimeout } = limits;
  // "error" refuses files that are cut off or damaged, and lets pass what decoders only warn of (odd metadata).
  const open = () => sharp(bytes, { failOn, limitInputPixels: Number.isFinite(maximumPixels) ? maximumPixels : false });
  const { width, height, space, hasProfile, channels } = await sharp(bytes, {
    failOn,
    limitInputPixels: false,
  }).metadata();
  if (width * height > maximumPixels) throw new ImageError(source, tooManyPixels(source, width, height, maximumPixels));
  const seconds = Math.min(Math.ceil(decodeTimeout / 1000), 3600);
  const upright = open().timeout({ seconds }).autoOrient();
  // Browsers print CMYK without a profile in the plainest way; libvips would assume a profile of its own.
  if (space === "cmyk" && channels === 4 && !hasProfile) {
    const { data, info } = await raw(upright.pipelineColourspace("cmyk").toColourspace("cmyk"));
    if (info.channels === 4) return { width: info.width, height: info.height, data: cmykToRgb(data) };
  }
  const { data, info } = await raw(upright.flatten({ background: "white" }).toColourspace("srgb"));
  return { width: info.width, height: info.height, data: toRgb(data, info.channels, sharp) };
}

const raw = (image: Sharp) => image.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });

/**
 * A JPEG that lacks only its end marker, as some cameras and proxies produce it. With the marker added, the decoder does not warn
 * about it, but it does about a truncated file.
 */
async function decodeWithoutEnd(
  sharp: SharpModule,
  bytes: Uint8Array,
  request: DecodeRequest,
): Promise<RgbImage | undefined> {
  const ended = new Uint8Array(bytes.length + 2);
  ended.set(bytes);
  ended.set([0xff, 0xd9], bytes.length);
  return decodeWith(sharp, ended, request, "warning").catch(() => undefined);
}

/** sharp repeats itself for each of its attempts. */
function firstLine(error: unknown): string {
  return reasonOf(error).split("\n")[0]!.slice(0, 300);
}

/** sharp gives one channel for some grey images. */
function toRgb(data: Uint8Array, channels: number, { versions }: SharpModule): Uint8Array {
  if (channels === 3) {
    // sharp on WebAssembly gives a part of its own memory, which is written again once the Buffer is gone.
    const isBorrowed = "emscripten" in versions || data.byteLength !== data.buffer.byteLength;
    return isBorrowed ? Uint8Array.from(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let source = 0, target = 0; source < data.length; source += channels, target += 3)
    rgb.fill(data[source]!, target, target + 3);
  return rgb;
}
