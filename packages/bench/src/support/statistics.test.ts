import { expect, it } from "@jest/globals";
import { largestDifference, median } from "./statistics";

it("takes the middle, whatever the order", () => {
  expect([median([9, 1, 2]), median([1, 2, 3, 100]), median([])]).toEqual([2, 3, Number.NaN]);
});

it("does not lose a NaN or a missing number among differences", () => {
  expect(largestDifference([1, 2, 3.5], [1, 2.25, 3])).toBe(0.5);
  expect(largestDifference([Number.NaN, 2], [1, 2])).toBeNaN();
  expect(largestDifference([1], [1, 2])).toBeNaN();
});
