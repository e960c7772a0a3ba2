import { expect, test } from "@jest/globals";
import { boxSize, centreDistance, intersectionOverUnion } from "./box-geometry";

const square = (x: number, y = 0, size = 10) => ({ x, y, width: size, height: size });

test.each([
  [square(0), square(0), 1],
  [square(0), square(5), 1 / 3],
  [square(0), { x: 2, y: 2, width: 5, height: 4 }, 0.2],
  [square(0), square(10), 0],
  [square(0), square(50, 50), 0],
])("%j and %j share %d", (one, other, expected) => {
  expect(intersectionOverUnion(one, other)).toBeCloseTo(expected, 12);
  expect(intersectionOverUnion(other, one)).toBeCloseTo(expected, 12);
});

test("size and distance are those of squares", () => {
  expect(boxSize({ x: 7, y: 7, width: 4, height: 9 })).toBe(6);
  expect(centreDistance(square(0, 0, 10), square(2, 3, 12))).toBe(5);
});
