import type { BoundingBox } from "@fagr/core";

/** Intersection over union of two boxes: 0 (apart) to 1 (equal). */
export function intersectionOverUnion(one: BoundingBox, other: BoundingBox): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}

/**
 * The side of a square of the same area, pixels. Distances between faces are given in this unit, so that near and far faces are
 * treated alike.
 */
export function boxSize({ width, height }: BoundingBox): number {
  return Math.sqrt(width * height);
}

/** How far apart the centres of two boxes are, pixels. */
export function centreDistance(one: BoundingBox, other: BoundingBox): number {
  return Math.hypot(
    one.x + one.width / 2 - other.x - other.width / 2,
    one.y + one.height / 2 - other.y - other.height / 2,
  );
}
