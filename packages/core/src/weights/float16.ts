/**
 * IEEE 754 binary16 ("half"): 11 bits of precision, from 6e-8 to 65504. Not every engine that this library runs on has
 * Float16Array (Node does from version 24), so the conversion is here.
 */
import { InvalidArgumentError } from "../errors";

/** The largest finite float16. Numbers nearer to 65536 cannot be represented. */
const largestFloat16 = 65504;

/**
 * Rounds numbers to float16, to nearest and ties to even, as IEEE 754 does; numbers below 3e-8 become zero.
 *
 * @returns The bits, one number an element.
 * @throws InvalidArgumentError, naming the index, for a number beyond the range of float16 or not finite.
 *
 * @example
 * ```ts
 * encodeFloat16(Float32Array.of(1, -2)); // Uint16Array [0x3c00, 0xc000]
 * ```
 */
export function encodeFloat16(values: Float32Array): Uint16Array {
  const encoded = new Uint16Array(values.length);
  const scratch = new Float32Array(1);
  const scratchBits = new Uint32Array(scratch.buffer);
  for (const [index, value] of values.entries()) {
    scratch[0] = value;
    const sign = (scratchBits[0]! >>> 16) & 0x8000;
    const magnitude = scratchBits[0]! & 0x7fffffff;
    let bits: number;
    if (magnitude < 0x38800000) {
      // Below 2^-14 float16 has steps of 2^-24, and so has float32 between 0.5 and 1: the addition rounds.
      scratch[0] = Math.abs(value) + 0.5;
      bits = scratchBits[0]! - 0x3f000000;
    } else {
      // Half of the last place that stays, less one where that place is even; a carry runs into the exponent as it should.
      bits = (magnitude + 0xfff + ((magnitude >>> 13) & 1) - 0x38000000) >>> 13;
    }
    if (bits >= 0x7c00)
      throw new InvalidArgumentError(
        `Expected numbers from -${largestFloat16} to ${largestFloat16}, the range of float16, received ${value} at index ${index}.`,
      );
    encoded[index] = sign | bits;
  }
  return encoded;
}

/**
 * Widens float16 to float32, which holds every float16 exactly.
 *
 * @param bits - One number an element, as {@link encodeFloat16} gives them.
 *
 * @example
 * ```ts
 * decodeFloat16(Uint16Array.of(0x3c00)); // Float32Array [1]
 * ```
 */
export function decodeFloat16(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}
