import { describe, expect, it } from "@jest/globals";
import { layOutTags, type Rectangle, type TagPlace } from "../src/ui/tag-layout";

const stage = { width: 400, height: 300 };
const tag = { width: 70, height: 22 };
const square = (x: number, y: number, side = 60): Rectangle => ({ x, y, width: side, height: side });
const layOut = (...boxes: Rectangle[]) =>
  layOutTags(
    boxes,
    boxes.map(() => tag),
    stage,
  );

describe("layOutTags", () => {
  it("puts a tag above its box, below it at the upper edge, and the other way round at the right edge", () => {
    expect(layOut(square(100, 100))).toEqual(["above"]);
    expect(layOut(square(100, 5))).toEqual(["below"]);
    expect(layOut(square(338, 100))).toEqual(["above-end"]);
    expect(layOut(square(338, 5))).toEqual(["below-end"]);
  });

  it("lets the larger face choose first, and gives a number to one whose tag would hide another", () => {
    // Two rows that touch: above the lower boxes are the upper ones, below them the picture ends.
    const [upper, lower] = layOut(square(100, 30, 130), square(100, 165, 128));
    expect([upper, lower]).toEqual(["above", "number"]);
  });

  it("hides no tag and no face in a crowd, and still finds room for some", () => {
    const boxes = Array.from({ length: 40 }, (_, index) =>
      square((index % 8) * 50 + 5, Math.floor(index / 8) * 60 + 5, 28),
    );
    const places = layOutTags(
      boxes,
      boxes.map(() => tag),
      stage,
    );
    const tags = places.flatMap((place, index) => (place === "number" ? [] : [at(place, boxes[index]!)]));
    expect(tags.length).toBeGreaterThan(5);
    tags.forEach((one, index) => {
      expect(tags.slice(index + 1).filter((other) => overlaps(one, other))).toEqual([]);
      expect(boxes.filter((box) => overlaps(one, box))).toEqual([]);
    });
  });
});

/** Where the style sheet puts it, worked out anew. */
function at(place: TagPlace, { x, y, width, height }: Rectangle): Rectangle {
  return {
    x: place.endsWith("end") ? x + width - tag.width : x,
    y: place.startsWith("above") ? y - 5 - tag.height : y + height + 5,
    ...tag,
  };
}

const overlaps = (one: Rectangle, other: Rectangle): boolean =>
  Math.max(one.x, other.x) < Math.min(one.x + one.width, other.x + other.width) &&
  Math.max(one.y, other.y) < Math.min(one.y + one.height, other.y + other.height);
