import type { BoundingBox } from "@fagr/core";
import { munkres } from "munkres";
import { boxSize, centreDistance, intersectionOverUnion } from "../boxes/box-geometry";

/** The expected position of a track. */
export interface ExpectedBox {
  readonly box: BoundingBox;
  /** Standard deviation of its place, box sizes. */
  readonly spread: number;
}

/** The cost of an impossible pair; larger than any possible sum. */
const impossible = 1e6;
/** How far a face may be from where it is expected, box sizes: this much where the place is sure, and at most. */
const [nearest, farthest] = [0.7, 3];
/** In between it grows by so many standard deviations of the place. */
const deviations = 3;
/** By which factor its size may differ. */
const largestSizeRatio = 2;

/**
 * Which face is which: pairs of expected and found boxes with the smallest sum of costs (Hungarian algorithm). A cost is one
 * minus the overlap plus the distance of the centres in box sizes; if fast faces do not overlap, the distance still shows which
 * is nearer. The least sum rather than the best pair first: where two faces pass each other the best pair can be a wrong one,
 * which leaves the other face with what is impossible for it.
 *
 * @returns For each expected box the index of the found one, or undefined.
 */
export function associate(expected: readonly ExpectedBox[], found: readonly BoundingBox[]): (number | undefined)[] {
  const matches = new Array<number | undefined>(expected.length).fill(undefined);
  if (expected.length === 0 || found.length === 0) return matches;
  const costs = expected.map((track) => found.map((box) => pairCost(track, box)));
  for (const [row, column] of munkres(costs)) if (costs[row]![column]! < impossible) matches[row] = column;
  return matches;
}

function pairCost({ box: expected, spread }: ExpectedBox, box: BoundingBox): number {
  const [size, foundSize] = [boxSize(expected), boxSize(box)];
  const distance = centreDistance(expected, box) / ((size + foundSize) / 2);
  const sizeRatio = Math.max(size / foundSize, foundSize / size);
  if (distance > Math.min(farthest, nearest + deviations * spread) || sizeRatio > largestSizeRatio) return impossible;
  return 1 - intersectionOverUnion(expected, box) + distance;
}
