import { InvalidArgumentError } from "../errors";
import { checkBox } from "./check-box";
import { type BoundingBox, checkRgbImage, type RgbImage } from "./rgb-image";

/** What to crop from a picture, and the size of the result. */
export interface CropOptions {
  /** Pixels of the image, whole or not; it may extend beyond the edge. Default: the whole image. */
  box?: BoundingBox;
  /** Width of the result, pixels. */
  width: number;
  /** Height of the result, pixels. */
  height: number;
}

/**
 * Crops a box from an image and stretches it to a size, without keeping the aspect ratio. The filter is a triangle: bilinear when
 * enlarging, and widened by the scale when shrinking, so that fine patterns do not alias (what Pillow calls BILINEAR). Beyond the
 * image's edge the nearest pixel is repeated.
 *
 * Training and every backend crop faces with it, so that a network sees the same pixels in Node and in the browser. It is plain
 * arithmetic on doubles and gives the same bytes everywhere. Detectors, which look at whole pictures, use the same weights in
 * floats on WebAssembly: `Resizer` of `@fagr/engine`.
 *
 * @param image - `[height, width, 3]` RGB 0..255.
 * @returns A new image of the asked size; rounded to the nearest 0..255.
 * @throws InvalidArgumentError if the image is not an RgbImage, the size is not whole and >= 1, or the box is empty, not
 * finite or beyond ten million pixels.
 *
 * @example
 * ```ts
 * const face = cropAndResize(image, { box: { x: 40.5, y: 12, width: 120, height: 140 }, width: 62, height: 62 });
 * ```
 */
export function cropAndResize(image: RgbImage, { box, width, height }: CropOptions): RgbImage {
  checkRgbImage(image);
  for (const [name, size] of Object.entries({ width, height }))
    if (!Number.isInteger(size) || size < 1)
      throw new InvalidArgumentError(`Expected ${name} to be a whole number of pixels >= 1, received ${String(size)}.`);
  const { x, y, width: boxWidth, height: boxHeight } = box ?? { x: 0, y: 0, width: image.width, height: image.height };
  if (box !== undefined) checkBox(box);
  const across = resampleWeights(x, boxWidth, image.width, width);
  const down = resampleWeights(y, boxHeight, image.height, height);
  return { width, height, data: resampleColumns(resampleRows(image, across, down), width, down) };
}

/** For each output position along one axis: which input positions it takes, from `start` on, and how much of each. */
export interface AxisWeights {
  readonly start: Int32Array;
  readonly count: Int32Array;
  /** `[outputs, stride]`; of each row the first `count` are used and add up to 1. */
  readonly weights: Float64Array;
  readonly stride: number;
  /** First and last input position that any output takes. */
  readonly first: number;
  readonly last: number;
}

/**
 * How {@link cropAndResize} weighs pixels along one axis: a triangle as wide as two output pixels when it shrinks, two pixels when it enlarges; positions outside are
 * those of the edge.
 *
 * @param offset - Where the part begins that is resized, input pixels; may lie outside and between pixels.
 * @param length - Of that part, input pixels.
 * @param inputSize - Pixels of the whole input.
 * @param outputSize - Pixels of the output.
 *
 * @example
 * ```ts
 * const { start, count } = resampleWeights(0, 8, 8, 4);
 * console.log(start[0], count[0]); // 0 3: the first of four pixels takes the first three of eight
 * ```
 */
export function resampleWeights(offset: number, length: number, inputSize: number, outputSize: number): AxisWeights {
  const scale = length / outputSize;
  const support = Math.max(scale, 1);
  const lastInput = inputSize - 1;
  const clamp = (position: number) => Math.min(Math.max(position, 0), lastInput);
  const stride = Math.min(Math.ceil(support) * 2 + 1, inputSize);
  const start = new Int32Array(outputSize);
  const count = new Int32Array(outputSize);
  const weights = new Float64Array(outputSize * stride);
  for (let output = 0; output < outputSize; output++) {
    const centre = offset + (output + 0.5) * scale - 0.5;
    // The open interval (centre - support, centre + support) is where the triangle is above zero.
    const from = Math.floor(centre - support) + 1;
    const to = Math.ceil(centre + support) - 1;
    const begin = clamp(from);
    const row = output * stride;
    let sum = 0;
    for (let position = from; position <= to; position++) {
      const weight = 1 - Math.abs(position - centre) / support;
      weights[row + clamp(position) - begin]! += weight;
      sum += weight;
    }
    start[output] = begin;
    count[output] = clamp(to) - begin + 1;
    for (let tap = 0; tap < count[output]!; tap++) weights[row + tap]! /= sum;
  }
  return { start, count, weights, stride, first: start[0]!, last: start.at(-1)! + count.at(-1)! - 1 };
}

/** Rows `down.first` to `down.last` of the image at the output's width, not yet rounded: `[rows, width, 3]`. */
function resampleRows(image: RgbImage, across: AxisWeights, down: AxisWeights): Float64Array {
  const { data } = image;
  const { start, count, weights, stride } = across;
  const outputWidth = start.length;
  const rows = down.last - down.first + 1;
  const result = new Float64Array(rows * outputWidth * 3);
  let target = 0;
  for (let row = 0; row < rows; row++) {
    const rowOffset = (down.first + row) * image.width;
    for (let column = 0; column < outputWidth; column++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let source = (rowOffset + start[column]!) * 3;
      const tapsEnd = column * stride + count[column]!;
      for (let tap = column * stride; tap < tapsEnd; tap++) {
        const weight = weights[tap]!;
        red += weight * data[source]!;
        green += weight * data[source + 1]!;
        blue += weight * data[source + 2]!;
        source += 3;
      }
      result[target] = red;
      result[target + 1] = green;
      result[target + 2] = blue;
      target += 3;
    }
  }
  return result;
}

/** Brings `[rows, width, 3]` to the output's height and rounds: `[height, width, 3]` 0..255. */
function resampleColumns(rows: Float64Array, width: number, down: AxisWeights): Uint8Array {
  const { start, count, weights, stride, first } = down;
  const rowLength = width * 3;
  const sums = new Float64Array(rowLength);
  const result = new Uint8Array(start.length * rowLength);
  for (let output = 0; output < start.length; output++) {
    sums.fill(0);
    for (let tap = 0; tap < count[output]!; tap++) {
      const weight = weights[output * stride + tap]!;
      const source = (start[output]! - first + tap) * rowLength;
      for (let index = 0; index < rowLength; index++) sums[index]! += weight * rows[source + index]!;
    }
    for (let index = 0; index < rowLength; index++) result[output * rowLength + index] = sums[index]! + 0.5;
  }
  return result;
}
