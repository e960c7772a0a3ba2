import { randomLcg, randomNormal } from "d3-random";
import type { LocatedFace } from "./find-faces";

/** How boxes are moved. */
export interface JitterOptions {
  /** Standard deviation of each of left, top, width and height, in widths (or heights) of the box. */
  readonly deviation: number;
  /** Boxes for one face. */
  readonly repeats: number;
  readonly seed: number;
}

/** The places of a face as a less steady detector would give them: its landmarks move with its box. */
export function jitterFace(
  { image, box, landmarks }: LocatedFace,
  { deviation, repeats, seed }: JitterOptions,
): LocatedFace[] {
  const next = randomNormal.source(randomLcg(seed))(0, deviation);
  return Array.from({ length: repeats }, () => {
    const moved = {
      x: box.x + next() * box.width,
      y: box.y + next() * box.height,
      width: box.width * (1 + next()),
      height: box.height * (1 + next()),
    };
    const follow = ({ x, y }: { x: number; y: number }) => ({
      x: moved.x + ((x - box.x) * moved.width) / box.width,
      y: moved.y + ((y - box.y) * moved.height) / box.height,
    });
    return { image, box: moved, ...(landmarks ? { landmarks: landmarks.map(follow) } : {}) };
  });
}
