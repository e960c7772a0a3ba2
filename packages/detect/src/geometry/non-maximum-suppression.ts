import type { BoundingBox } from "@fagr/core";

/** Something with a box and a confidence. */
export interface ScoredBox {
  readonly box: BoundingBox;
  readonly score: number;
}

/** What survives. */
export interface SuppressionOptions {
  /** A box that overlaps a better one by more than this intersection over union is dropped, 0..1. */
  readonly maximumOverlap: number;
  /** Stop after so many. */
  readonly maximumCount: number;
}

/**
 * Keeps the best of the boxes around the same face: from the highest score down, each is kept unless it overlaps a kept one.
 *
 * @returns The kept ones, the highest score first; equal scores stay in the order they came in.
 */
export function suppressNonMaxima<T extends ScoredBox>(
  candidates: readonly T[],
  { maximumOverlap, maximumCount }: SuppressionOptions,
): T[] {
  const kept: T[] = [];
  for (const candidate of candidates.toSorted((first, second) => second.score - first.score)) {
    if (kept.length >= maximumCount) break;
    if (kept.every((better) => intersectionOverUnion(better.box, candidate.box) <= maximumOverlap))
      kept.push(candidate);
  }
  return kept;
}

/** Intersection over union of two boxes, 0..1; 0 for boxes without area. */
export function intersectionOverUnion(first: BoundingBox, second: BoundingBox): number {
  const width = Math.min(first.x + first.width, second.x + second.width) - Math.max(first.x, second.x);
  const height = Math.min(first.y + first.height, second.y + second.height) - Math.max(first.y, second.y);
  if (!(width > 0 && height > 0)) return 0;
  const shared = width * height;
  return shared / (first.width * first.height + second.width * second.height - shared);
}
