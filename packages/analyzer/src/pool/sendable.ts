import type { ImageInput } from "@fagr/core";
import { bytesOf, type CaptureImageOptions, captureImage, isKind } from "@fagr/core/backend";
import type { PoolCall } from "./messages";

/** A call that can be sent to another thread, and the memory that is transferred with it. */
export interface SendableCall {
  readonly call: PoolCall;
  readonly transfer: readonly Transferable[];
}

/**
 * The call with its elements, canvases, streams and relative addresses in a form that another thread can read, see
 * `captureImage()`. Undefined if it has none of these.
 *
 * @throws As `captureImage()`.
 */
export function captureCall(call: PoolCall, signal: AbortSignal | undefined): Promise<PoolCall> | undefined {
  const options = { ...(call.options as CaptureImageOptions), signal };
  const images = [...new Set(imagesOf(call))];
  const captures = images.map((image) => captureImage(image, options));
  if (captures.every((capture) => capture === undefined)) return undefined;
  return settle(captures).then((captured) => {
    const known = new Map(images.map((image, index) => [image, captured[index] ?? image]));
    return replaceImages(call, (image) => known.get(image));
  });
}

/** All results, or the first error once all have ended; captured images that are not needed are closed. */
async function settle(captures: readonly (Promise<ImageInput> | undefined)[]): Promise<(ImageInput | undefined)[]> {
  const results = await Promise.allSettled(captures);
  const failed = results.find((result) => result.status === "rejected");
  const images = results.map((result) => (result.status === "fulfilled" ? result.value : undefined));
  if (!failed) return images;
  for (const image of images) closeBitmap(image);
  throw failed.reason;
}

/**
 * Copies the bytes and pixels of a call, once, so that they can be transferred: the caller keeps theirs. Otherwise all of the
 * memory behind a Buffer would be copied, and small Buffers share theirs with other data. Bitmaps are the pool's own, see {@link
 * captureCall}.
 */
export function toSendable(call: PoolCall): SendableCall {
  const transfer: Transferable[] = [];
  const known = new Map<unknown, unknown>();
  const copy = (bytes: Uint8Array) => {
    const own = new Uint8Array(bytes);
    transfer.push(own.buffer);
    return own;
  };
  const convert = (image: unknown): unknown => {
    if (isKind(image, "URL")) return String(image);
    if (isKind(image, "ImageBitmap")) transfer.push(image as ImageBitmap);
    const bytes = bytesOf(image);
    if (bytes) return copy(bytes);
    if (typeof image !== "object" || image === null || !("data" in image && "width" in image && "height" in image))
      return image;
    const { width, height } = image;
    const isRaw = "format" in image;
    const pixels = isRaw || isKind(image.data, "Uint8Array", "Uint8ClampedArray") ? bytesOf(image.data) : undefined;
    if (!pixels) return image;
    // Those of an ImageData are getters, which a copy of the object would not have.
    return { ...(isRaw ? image : {}), width, height, data: copy(pixels) };
  };
  const sendable = replaceImages(call, (image) => {
    // Faces of one picture share it.
    if (!known.has(image)) known.set(image, convert(image));
    return known.get(image);
  });
  return { call: sendable, transfer };
}

/** Frees the bitmaps of a finished call. */
export function closeBitmaps(call: PoolCall): void {
  for (const image of imagesOf(call)) closeBitmap(image);
}

function closeBitmap(image: unknown): void {
  if (isKind(image, "ImageBitmap")) (image as ImageBitmap).close();
}

const hasImage = (face: unknown): face is { readonly image: unknown } =>
  typeof face === "object" && face !== null && "image" in face;

function imagesOf(call: PoolCall): unknown[] {
  if (call.kind === "analyze") return [call.image];
  // What is no list is the thread's to refuse, as an analyzer does.
  return Array.isArray(call.faces) ? call.faces.filter(hasImage).map(({ image }) => image) : [];
}

function replaceImages(call: PoolCall, replace: (image: unknown) => unknown): PoolCall {
  if (call.kind === "analyze") return { ...call, image: replace(call.image) as ImageInput };
  if (!Array.isArray(call.faces)) return call;
  const faces = call.faces.map((face: unknown) =>
    hasImage(face) ? { ...face, image: replace(face.image) as ImageInput } : face,
  );
  return { ...call, faces: faces as typeof call.faces };
}
