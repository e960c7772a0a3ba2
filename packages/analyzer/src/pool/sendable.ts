import type { ImageInput } from "@fagr/core";
import { bytesOf, isKind } from "@fagr/core/backend";
import type { PoolCall } from "./messages";

/** A call that another thread can be sent, and the memory that goes along. */
export interface SendableCall {
  readonly call: PoolCall;
  readonly transfer: readonly ArrayBuffer[];
}

/**
 * Copies the bytes and pixels of a call, once, so that they can be handed over: the caller keeps theirs. Without it Node would copy all
 * of the memory that lies behind a Buffer, and of a small one that is other people's too.
 */
export function toSendable(call: PoolCall): SendableCall {
  const transfer: ArrayBuffer[] = [];
  const known = new Map<unknown, unknown>();
  const copy = (bytes: Uint8Array) => {
    const own = new Uint8Array(bytes);
    transfer.push(own.buffer);
    return own;
  };
  const convert = (image: unknown): unknown => {
    if (isKind(image, "URL")) return String(image);
    const bytes = bytesOf(image);
    if (bytes) return copy(bytes);
    if (typeof image !== "object" || image === null || !("data" in image)) return image;
    const data = isKind(image.data, "Uint8Array", "Uint8ClampedArray") && bytesOf(image.data);
    return data && "width" in image && "height" in image
      ? { width: image.width, height: image.height, data: copy(data) }
      : image;
  };
  // Faces of one picture share it.
  const sendable = (image: ImageInput) => {
    if (!known.has(image)) known.set(image, convert(image));
    return known.get(image) as ImageInput;
  };
  if (call.kind === "analyze") return { call: { ...call, image: sendable(call.image) }, transfer };
  const { faces } = call;
  if (!Array.isArray(faces)) return { call, transfer };
  const converted = faces.map((face: unknown) =>
    typeof face === "object" && face !== null && "image" in face
      ? { ...face, image: sendable(face.image as ImageInput) }
      : face,
  );
  return { call: { ...call, faces: converted as typeof faces }, transfer };
}
