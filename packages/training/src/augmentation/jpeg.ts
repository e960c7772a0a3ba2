import { type Pixels, scratchOf } from "./pixels";

/** Quantisation of brightness and of colour at quality 50: ITU-T T.81, tables K.1 and K.2. */
// biome-ignore format: the tables as they are printed
const brightnessTable = [
  16, 11, 10, 16, 24, 40, 51, 61,
  12, 12, 14, 19, 26, 58, 60, 55,
  14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77,
  24, 35, 55, 64, 81, 104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
// biome-ignore format: the tables as they are printed
const colourTable = [
  17, 18, 24, 47, 99, 99, 99, 99,
  18, 21, 26, 66, 99, 99, 99, 99,
  24, 26, 56, 99, 99, 99, 99, 99,
  47, 66, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
];

/** What {@link compressAsJpeg} takes. */
export interface JpegOptions {
  /** 1..100 as in libjpeg. */
  readonly quality: number;
  /** Where the grid of blocks begins: 8 * rows + columns to the upper left, 0..63. */
  readonly shift: number;
}

/**
 * What a JPEG file of low quality leaves of a picture: brightness and colour differences of every block of 8 x 8 pixels,
 * transformed (DCT), rounded by the standard's tables and transformed back. Colour keeps its resolution (4:4:4), and nothing
 * is written, so this costs a fraction of a codec.
 */
export function compressAsJpeg(pixels: Pixels, { quality, shift }: JpegOptions): void {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const scaled = (table: readonly number[]) =>
    Float32Array.from(table, (step) => Math.min(Math.max(Math.floor((step * scale + 50) / 100), 1), 255));
  const brightness = scaled(brightnessTable);
  const colour = scaled(colourTable);
  const blocks = scratchOf(4 * 64);
  const [y, cb, cr] = [0, 64, 128].map((start) => blocks.subarray(start, start + 64)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const work = blocks.subarray(192, 256);
  for (let top = -(shift >> 3); top < pixels.size; top += 8)
    for (let left = -(shift & 7); left < pixels.size; left += 8) {
      readBlock(pixels, { top, left, y, cb, cr });
      roundBlock(y, brightness, work);
      roundBlock(cb, colour, work);
      roundBlock(cr, colour, work);
      writeBlock(pixels, { top, left, y, cb, cr });
    }
}

interface Block {
  readonly top: number;
  readonly left: number;
  readonly y: Float32Array;
  readonly cb: Float32Array;
  readonly cr: Float32Array;
}

/** RGB 0..1 to brightness and colour differences about 0 (JFIF), whole levels; beyond the edge lies the nearest pixel. */
function readBlock({ out, offset, size }: Pixels, { top, left, y, cb, cr }: Block): void {
  for (let position = 0; position < 64; position++) {
    const row = Math.min(Math.max(top + (position >> 3), 0), size - 1);
    const column = Math.min(Math.max(left + (position & 7), 0), size - 1);
    const index = offset + (row * size + column) * 3;
    const r = Math.round(out[index]! * 255);
    const g = Math.round(out[index + 1]! * 255);
    const b = Math.round(out[index + 2]! * 255);
    y[position] = Math.round(0.299 * r + 0.587 * g + 0.114 * b) - 128;
    cb[position] = Math.round(-0.168736 * r - 0.331264 * g + 0.5 * b);
    cr[position] = Math.round(0.5 * r - 0.418688 * g - 0.081312 * b);
  }
}

function writeBlock({ out, offset, size }: Pixels, { top, left, y, cb, cr }: Block): void {
  for (let position = 0; position < 64; position++) {
    const row = top + (position >> 3);
    const column = left + (position & 7);
    if (row < 0 || column < 0 || row >= size || column >= size) continue;
    const index = offset + (row * size + column) * 3;
    const grey = y[position]! + 128;
    out[index] = toShare(grey + 1.402 * cr[position]!);
    out[index + 1] = toShare(grey - 0.344136 * cb[position]! - 0.714136 * cr[position]!);
    out[index + 2] = toShare(grey + 1.772 * cb[position]!);
  }
}

const toShare = (value: number) => (value < 0 ? 0 : value > 255 ? 1 : value / 255);

/** DCT, rounding to multiples of the table, and back. */
function roundBlock(block: Float32Array, table: Float32Array, work: Float32Array): void {
  transform(block, work);
  transform(work, block);
  for (let position = 0; position < 64; position++)
    block[position] = Math.round(block[position]! / table[position]!) * table[position]!;
  transformBack(block, work);
  transformBack(work, block);
}

/** cos(k pi / 16) / 2, the entries of the orthonormal DCT-II of 8 values; its first row is the fourth. */
const c1 = 0.5 * Math.cos(Math.PI / 16);
const c2 = 0.5 * Math.cos((2 * Math.PI) / 16);
const c3 = 0.5 * Math.cos((3 * Math.PI) / 16);
const c4 = 0.5 * Math.cos((4 * Math.PI) / 16);
const c5 = 0.5 * Math.cos((5 * Math.PI) / 16);
const c6 = 0.5 * Math.cos((6 * Math.PI) / 16);
const c7 = 0.5 * Math.cos((7 * Math.PI) / 16);

/** DCT of each row of 8, written as a column, so that doing it twice transforms rows and columns. */
function transform(from: Float32Array, to: Float32Array): void {
  for (let row = 0; row < 8; row++) {
    const start = row * 8;
    const sum07 = from[start]! + from[start + 7]!;
    const sum16 = from[start + 1]! + from[start + 6]!;
    const sum25 = from[start + 2]! + from[start + 5]!;
    const sum34 = from[start + 3]! + from[start + 4]!;
    const d07 = from[start]! - from[start + 7]!;
    const d16 = from[start + 1]! - from[start + 6]!;
    const d25 = from[start + 2]! - from[start + 5]!;
    const d34 = from[start + 3]! - from[start + 4]!;
    to[row] = c4 * (sum07 + sum34 + (sum16 + sum25));
    to[row + 32] = c4 * (sum07 + sum34 - (sum16 + sum25));
    to[row + 16] = c2 * (sum07 - sum34) + c6 * (sum16 - sum25);
    to[row + 48] = c6 * (sum07 - sum34) - c2 * (sum16 - sum25);
    to[row + 8] = c1 * d07 + c3 * d16 + c5 * d25 + c7 * d34;
    to[row + 24] = c3 * d07 - c7 * d16 - c1 * d25 - c5 * d34;
    to[row + 40] = c5 * d07 - c1 * d16 + c7 * d25 + c3 * d34;
    to[row + 56] = c7 * d07 - c5 * d16 + c3 * d25 - c1 * d34;
  }
}

/** The inverse of {@link transform}. */
function transformBack(from: Float32Array, to: Float32Array): void {
  for (let row = 0; row < 8; row++) {
    const start = row * 8;
    const f0 = c4 * from[start]!;
    const f4 = c4 * from[start + 4]!;
    const f2 = from[start + 2]!;
    const f6 = from[start + 6]!;
    const f1 = from[start + 1]!;
    const f3 = from[start + 3]!;
    const f5 = from[start + 5]!;
    const f7 = from[start + 7]!;
    const even0 = f0 + f4 + c2 * f2 + c6 * f6;
    const even1 = f0 - f4 + c6 * f2 - c2 * f6;
    const even2 = f0 - f4 - c6 * f2 + c2 * f6;
    const even3 = f0 + f4 - c2 * f2 - c6 * f6;
    const odd0 = c1 * f1 + c3 * f3 + c5 * f5 + c7 * f7;
    const odd1 = c3 * f1 - c7 * f3 - c1 * f5 - c5 * f7;
    const odd2 = c5 * f1 - c1 * f3 + c7 * f5 + c3 * f7;
    const odd3 = c7 * f1 - c5 * f3 + c3 * f5 - c1 * f7;
    to[row] = even0 + odd0;
    to[row + 56] = even0 - odd0;
    to[row + 8] = even1 + odd1;
    to[row + 48] = even1 - odd1;
    to[row + 16] = even2 + odd2;
    to[row + 40] = even2 - odd2;
    to[row + 24] = even3 + odd3;
    to[row + 32] = even3 - odd3;
  }
}
