import type { TurnedBox } from "../detection/face-roll";
import { cropAndResize } from "./crop-resize";
import type { RgbImage } from "./rgb-image";

/** Pixels of the square around the box, for each pixel of the result: enough that no detail is lost, and no more. */
const finestSquare = 3;
/** Where four samples lie within a pixel of the result. */
const sampleOffsets = [-0.25, 0.25] as const;

/**
 * As {@link cropAndResize}, for a box that is rotated about its centre: a tilted face becomes upright in the result. The square
 * around the box is first scaled near to the result's size, with the same filter; then each pixel is the mean of four points of
 * it. Plain arithmetic on doubles, so the same bytes everywhere.
 */
export function cropTurned(
  image: RgbImage,
  { box, angle }: TurnedBox,
  { width, height }: { width: number; height: number },
): RgbImage {
  const diagonal = Math.hypot(box.width, box.height);
  const side = Math.max(1, Math.min(Math.ceil(diagonal), finestSquare * Math.max(width, height)));
  const corner = { x: box.x + (box.width - diagonal) / 2, y: box.y + (box.height - diagonal) / 2 };
  const square = cropAndResize(image, {
    box: { ...corner, width: diagonal, height: diagonal },
    width: side,
    height: side,
  });
  const scale = side / diagonal;
  const [cosine, sine] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const data = new Uint8Array(width * height * 3);
  const sums = new Float64Array(3);
  for (let y = 0, target = 0; y < height; y++)
    for (let x = 0; x < width; x++, target += 3) {
      sums.fill(0);
      for (const down of sampleOffsets)
        for (const across of sampleOffsets) {
          // From the centre, in pixels of the picture, along the face's own axes.
          const u = ((x + 0.5 + across) / width - 0.5) * box.width;
          const v = ((y + 0.5 + down) / height - 0.5) * box.height;
          addPoint(sums, square, side / 2 + u * cosine - v * sine - 0.5, side / 2 + u * sine + v * cosine - 0.5);
        }
      for (let channel = 0; channel < 3; channel++) data[target + channel] = sums[channel]! / 4 + 0.5;
    }
  return { width, height, data };
}

/** Adds a square image's colour between its four pixels around a point; beyond the edge the nearest pixel is repeated. */
function addPoint(sums: Float64Array, { width: side, data }: RgbImage, x: number, y: number): void {
  const clamp = (position: number) => Math.min(Math.max(position, 0), side - 1);
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [shareX, shareY] = [x - left, y - top];
  for (const [row, weightY] of [
    [clamp(top), 1 - shareY],
    [clamp(top + 1), shareY],
  ] as const) {
    const one = (row * side + clamp(left)) * 3;
    const other = (row * side + clamp(left + 1)) * 3;
    for (let channel = 0; channel < 3; channel++)
      sums[channel]! += weightY * ((1 - shareX) * data[one + channel]! + shareX * data[other + channel]!);
  }
}
