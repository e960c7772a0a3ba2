import { describe, expect, test } from "@jest/globals";
import { intersectionOverUnion, suppressNonMaxima } from "./non-maximum-suppression";

const square = (x: number, y = 0, size = 10) => ({ x, y, width: size, height: size });
const all = { maximumOverlap: 0.5, maximumCount: Number.POSITIVE_INFINITY };

describe("intersectionOverUnion", () => {
  test.each([
    [square(0), square(0), 1],
    [square(0), square(5), 1 / 3],
    [square(0), square(5, 5), 25 / 175],
    [square(0), { x: 2, y: 2, width: 5, height: 4 }, 0.2],
    [square(0), square(10), 0],
    [square(0), square(50, 50), 0],
    [square(0), { x: 5, y: 5, width: 0, height: 0 }, 0],
  ])("%j and %j share %d", (first, second, expected) => {
    expect(intersectionOverUnion(first, second)).toBeCloseTo(expected, 12);
    expect(intersectionOverUnion(second, first)).toBeCloseTo(expected, 12);
  });
});

describe("suppressNonMaxima", () => {
  test("keeps the best of overlapping boxes and sorts by score", () => {
    const faces = [
      { box: square(0), score: 0.7, id: "a" },
      { box: square(100), score: 0.8, id: "b" },
      { box: square(1), score: 0.9, id: "c" },
      { box: square(101), score: 0.6, id: "d" },
    ];
    expect(suppressNonMaxima(faces, all).map(({ id }) => id)).toEqual(["c", "b"]);
    expect(faces[0]!.id).toBe("a");
  });

  test("a dropped box drops no other", () => {
    const chain = [
      { box: square(0), score: 0.9 },
      { box: square(3), score: 0.8 },
      { box: square(6), score: 0.7 },
    ];
    expect(suppressNonMaxima(chain, all).map(({ box }) => box.x)).toEqual([0, 6]);
  });

  test("an overlap of exactly the maximum is allowed", () => {
    const pair = [
      { box: square(0), score: 0.9 },
      { box: square(5), score: 0.8 },
    ];
    expect(suppressNonMaxima(pair, { ...all, maximumOverlap: 1 / 3 })).toHaveLength(2);
    expect(suppressNonMaxima(pair, { ...all, maximumOverlap: 0.33 })).toHaveLength(1);
  });

  test("stops at the maximum count; of equal scores the first comes first", () => {
    const faces = [0, 100, 200].map((x) => ({ box: square(x), score: 0.5 }));
    expect(suppressNonMaxima(faces, { ...all, maximumCount: 2 }).map(({ box }) => box.x)).toEqual([0, 100]);
  });

  test("nothing in, nothing out", () => {
    expect(suppressNonMaxima([], all)).toEqual([]);
  });
});
