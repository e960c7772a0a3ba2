/** A rectangle in pixels of the shown picture. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a face's tag stands at its box; "number" where there is no room for words. */
export type TagPlace = "above" | "above-end" | "below" | "below-end" | "number";

const gap = 5;

/**
 * Finds a place for the tag of each face where it hides no other tag, no other face, and is not cut off. Large faces choose
 * first. A face that finds none gets its number alone; the words come when it is pointed at.
 *
 * @param tags - Size of each face's tag.
 * @returns A place for each face.
 */
export function layOutTags(
  boxes: readonly Rectangle[],
  tags: readonly Pick<Rectangle, "width" | "height">[],
  stage: Pick<Rectangle, "width" | "height">,
): TagPlace[] {
  const places: TagPlace[] = boxes.map(() => "number");
  const taken: Rectangle[] = [];
  const largestFirst = boxes.map((_, index) => index).sort((one, other) => area(boxes[other]!) - area(boxes[one]!));
  for (const index of largestFirst) {
    const others = boxes.filter((_, other) => other !== index);
    const free = candidates(boxes[index]!, tags[index]!).find(
      ([, tag]) => isInside(tag, stage) && ![...taken, ...others].some((other) => overlaps(tag, other)),
    );
    if (!free) continue;
    places[index] = free[0];
    taken.push(free[1]);
  }
  return places;
}

function candidates(
  { x, y, width, height }: Rectangle,
  tag: Pick<Rectangle, "width" | "height">,
): [TagPlace, Rectangle][] {
  const above = y - gap - tag.height;
  const below = y + height + gap;
  const end = x + width - tag.width;
  return [
    ["above", { x, y: above, ...sizeOf(tag) }],
    ["above-end", { x: end, y: above, ...sizeOf(tag) }],
    ["below", { x, y: below, ...sizeOf(tag) }],
    ["below-end", { x: end, y: below, ...sizeOf(tag) }],
  ];
}

const sizeOf = ({ width, height }: Pick<Rectangle, "width" | "height">) => ({ width, height });
const area = ({ width, height }: Rectangle): number => width * height;

function isInside({ x, y, width, height }: Rectangle, stage: Pick<Rectangle, "width" | "height">): boolean {
  // A tag may touch the edge: boxes of faces often do.
  return x >= -2 && y >= -2 && x + width <= stage.width + 2 && y + height <= stage.height + 2;
}

function overlaps(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
