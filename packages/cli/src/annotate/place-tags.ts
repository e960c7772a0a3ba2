import type { BoundingBox } from "@fagr/core";

/** Width and height, pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Puts a tag beside each box: inside the picture, off the other tags and, where there is room, off the faces. Above
 * the box is best, then below, beside and, in a crowd, over its own face.
 *
 * @param boxes - The faces, pixels.
 * @param tags - Sizes of their tags.
 * @param image - Size of the picture.
 * @param gap - Pixels between a box and its tag.
 * @returns One rectangle a face, in their order.
 */
export function placeTags(
  boxes: readonly BoundingBox[],
  tags: readonly Size[],
  { image, gap }: { image: Size; gap: number },
): BoundingBox[] {
  const placed: BoundingBox[] = [];
  for (const [index, box] of boxes.entries()) {
    const tag = tags[index]!;
    const area = tag.width * tag.height;
    const cost = (place: BoundingBox, preference: number) =>
      preference +
      100 * (placed.reduce((sum, other) => sum + overlap(place, other), 0) / area) +
      30 * (boxes.reduce((sum, other, of) => sum + (of === index ? 0 : overlap(place, other)), 0) / area) +
      12 * (overlap(place, box) / area);
    const candidates = candidatePlaces(box, tag, gap).map((place, preference) => {
      const inside = moveInside(place, tag, image);
      const moved = Math.hypot(inside.x - place.x, inside.y - place.y) / tag.height;
      return { place: inside, cost: cost(inside, preference * 0.08 + moved) };
    });
    placed.push(candidates.reduce((best, next) => (next.cost < best.cost ? next : best)).place);
  }
  return placed;
}

/** The places of a tag, the best first. */
function candidatePlaces(box: BoundingBox, { width, height }: Size, gap: number): { x: number; y: number }[] {
  const [left, right] = [box.x, box.x + box.width];
  const [above, below] = [box.y - gap - height, box.y + box.height + gap];
  const centre = box.x + (box.width - width) / 2;
  return [
    { x: left, y: above },
    { x: centre, y: above },
    { x: right - width, y: above },
    { x: left, y: below },
    { x: centre, y: below },
    { x: right - width, y: below },
    { x: right + gap, y: box.y },
    { x: left - gap - width, y: box.y },
    { x: right + gap, y: box.y + box.height - height },
    { x: left - gap - width, y: box.y + box.height - height },
    { x: centre, y: box.y + box.height - height - gap },
    { x: centre, y: box.y + gap },
  ];
}

function moveInside({ x, y }: { x: number; y: number }, tag: Size, image: Size): BoundingBox {
  return {
    x: Math.max(0, Math.min(x, image.width - tag.width)),
    y: Math.max(0, Math.min(y, image.height - tag.height)),
    ...tag,
  };
}

/** Pixels that two rectangles share. */
function overlap(a: BoundingBox, b: BoundingBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
