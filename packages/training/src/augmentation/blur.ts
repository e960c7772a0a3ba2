import { type Pixels, scratchOf } from "./pixels";

/** Pixels to each side that count; a Gaussian of 1.5 pixels has 1 % of its weight beyond. */
const radius = 4;

/**
 * Gaussian blur, along rows and then along columns; beyond the edge lies the nearest pixel.
 *
 * @param deviation - pixels, up to 1.5
 */
export function blur(pixels: Pixels, deviation: number): void {
  const { size } = pixels;
  const kernel = Array.from({ length: radius + 1 }, (_, distance) => Math.exp(-(distance ** 2) / (2 * deviation ** 2)));
  const sum = kernel.reduce((total, weight, distance) => total + (distance === 0 ? weight : 2 * weight), 0);
  const weights = kernel.map((weight) => weight / sum) as unknown as Weights;
  for (let line = 0; line < size; line++) blurLine(pixels, { weights, start: line * size * 3, step: 3 });
  for (let line = 0; line < size; line++) blurLine(pixels, { weights, start: line * 3, step: size * 3 });
}

type Weights = readonly [number, number, number, number, number];

function blurLine(
  { out, offset, size }: Pixels,
  { weights: [w0, w1, w2, w3, w4], start, step }: { weights: Weights; start: number; step: number },
): void {
  const line = scratchOf(size + 2 * radius);
  for (let channel = 0; channel < 3; channel++) {
    const first = offset + start + channel;
    for (let position = 0; position < size; position++) line[radius + position] = out[first + position * step]!;
    line.fill(line[radius]!, 0, radius);
    line.fill(line[radius + size - 1]!, radius + size, size + 2 * radius);
    for (let position = 0; position < size; position++)
      out[first + position * step] =
        w4 * (line[position]! + line[position + 8]!) +
        w3 * (line[position + 1]! + line[position + 7]!) +
        w2 * (line[position + 2]! + line[position + 6]!) +
        w1 * (line[position + 3]! + line[position + 5]!) +
        w0 * line[position + 4]!;
  }
}
