import { InvalidArgumentError, type RgbImage } from "@fagr/core";
import type { ComparedFace } from "./compared-model";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the five landmarks lie in a face of 112x112 that ArcFace's aligned (insightface, `arcface_dst`). */
export const arcFaceTemplate: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** Turn, scale and shift: (x, y) goes to (a x - b y + dx, b x + a y + dy). */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly dx: number;
  readonly dy: number;
}

/** The similarity that brings points nearest to others in the sum of squares (Umeyama 1991, without mirroring). */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const start = centreOf(from);
  const goal = centreOf(to);
  let spread = 0;
  let along = 0;
  let across = 0;
  for (const [index, point] of from.entries()) {
    const [x, y] = [point.x - start.x, point.y - start.y];
    const [u, v] = [to[index]!.x - goal.x, to[index]!.y - goal.y];
    spread += x * x + y * y;
    along += x * u + y * v;
    across += x * v - y * u;
  }
  const a = along / spread;
  const b = across / spread;
  return { a, b, dx: goal.x - a * start.x + b * start.y, dy: goal.y - b * start.x - a * start.y };
}

/**
 * A face rotated and scaled so that its landmarks match ArcFace's: 112x112, bilinear, black beyond the picture, which is what
 * OpenCV's `warpAffine` makes and InsightFace uses.
 *
 * @throws InvalidArgumentError without five landmarks.
 */
export function alignFace({ image, landmarks }: ComparedFace): RgbImage {
  if (landmarks?.length !== arcFaceTemplate.length)
    throw new InvalidArgumentError(
      `Expected a face with 5 landmarks to align, received ${landmarks?.length ?? "none"}. Use a detector that gives them: createFaceDetector({ detector: "yunet" }).`,
    );
  return warp(image, fitSimilarity(arcFaceTemplate, landmarks), 112);
}

function centreOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** @param toSource - From a place in the result to its place in the image. */
function warp(image: RgbImage, { a, b, dx, dy }: Similarity, size: number): RgbImage {
  const { width, height, data } = image;
  const result = new Uint8Array(size * size * 3);
  const at = (x: number, y: number, channel: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : data[(y * width + x) * 3 + channel]!;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const x = a * column - b * row + dx;
      const y = b * column + a * row + dy;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [right, down] = [x - left, y - top];
      for (let channel = 0; channel < 3; channel++) {
        const upper = at(left, top, channel) * (1 - right) + at(left + 1, top, channel) * right;
        const lower = at(left, top + 1, channel) * (1 - right) + at(left + 1, top + 1, channel) * right;
        result[(row * size + column) * 3 + channel] = Math.round(upper * (1 - down) + lower * down);
      }
    }
  return { width: size, height: size, data: result };
}
