import type { BoundingBox } from "@fagr/core";
import { describe, expect, test } from "@jest/globals";
import { placeTags } from "./place-tags";

const image = { width: 640, height: 480 };
const tag = { width: 90, height: 30 };
const box = (x: number, y: number, width = 100, height = 120): BoundingBox => ({ x, y, width, height });
const place = (...boxes: BoundingBox[]) =>
  placeTags(
    boxes,
    boxes.map(() => tag),
    { image, gap: 4 },
  );
const overlaps = (a: BoundingBox, b: BoundingBox) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("placeTags", () => {
  test("goes above the box where there is room", () => {
    expect(place(box(200, 200))).toEqual([{ x: 200, y: 166, ...tag }]);
  });

  test("goes below a box at the top edge", () => {
    expect(place(box(200, 2))).toEqual([{ x: 200, y: 126, ...tag }]);
  });

  test.each([
    ["left", box(-40, 200)],
    ["right", box(600, 200)],
    ["top", box(200, -50)],
    ["bottom", box(200, 420)],
    ["all", box(0, 0, 640, 480)],
    ["far outside", box(900, 900)],
  ])("stays in the picture with a box over the edge: %s", (_where, face) => {
    const [placed] = place(face);
    expect(placed!.x).toBeGreaterThanOrEqual(0);
    expect(placed!.y).toBeGreaterThanOrEqual(0);
    expect(placed!.x + placed!.width).toBeLessThanOrEqual(image.width);
    expect(placed!.y + placed!.height).toBeLessThanOrEqual(image.height);
  });

  test("tags of neighbours and of overlapping faces do not cover each other", () => {
    const faces = [box(200, 200), box(240, 210), box(280, 200), box(230, 260), box(320, 190)];
    const placed = place(...faces);
    for (const [index, one] of placed.entries())
      for (const other of placed.slice(index + 1)) expect(overlaps(one, other)).toBe(false);
  });

  test("does not cover another face while there is another place", () => {
    const [, lower] = place(box(200, 60, 100, 100), box(200, 170, 100, 100));
    expect(overlaps(lower!, box(200, 60, 100, 100))).toBe(false);
  });
});
