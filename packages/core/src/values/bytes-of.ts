import { isKind } from "./describe-value";

/**
 * The bytes of a Uint8Array, Uint8ClampedArray, Buffer, DataView or (Shared)ArrayBuffer, without a copy; undefined for anything else.
 * Also where it was made in another window, frame or context, whose types `instanceof` does not know.
 *
 * @example
 * ```ts
 * bytesOf(new ArrayBuffer(3)); // Uint8Array [0, 0, 0]
 * bytesOf("text"); // undefined
 * ```
 */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (isKind(value, "ArrayBuffer", "SharedArrayBuffer"))
    // What was transferred to another thread has no bytes left, and would throw.
    return (value as ArrayBuffer).byteLength === 0 ? new Uint8Array() : new Uint8Array(value as ArrayBuffer);
  if (ArrayBuffer.isView(value) && isKind(value, "Uint8Array", "Uint8ClampedArray", "DataView")) {
    const isGone = value.buffer.byteLength === 0;
    return isGone ? new Uint8Array() : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  return undefined;
}
