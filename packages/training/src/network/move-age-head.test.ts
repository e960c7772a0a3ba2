import { expect, it } from "@jest/globals";
import { moveAgeHead } from "./move-age-head";

const tensors = new Map([
  ["age_probabilities/denseKernel", Float32Array.of(1, 2, 3, 4, 5, 6)],
  ["age_probabilities/bias", Float32Array.of(7, 8, 9)],
  ["conv/kernel", Float32Array.of(1)],
]);

it("keeps the classes that both have, and begins others as the nearest", () => {
  const wide = moveAgeHead(tensors, { from: [20, 22], to: [19, 23] });
  expect([...wide.get("age_probabilities/denseKernel")!]).toEqual([1, 1, 2, 3, 3, 4, 4, 5, 6, 6]);
  expect([...wide.get("age_probabilities/bias")!]).toEqual([7, 7, 8, 9, 9]);
  expect(wide.get("conv/kernel")).toBe(tensors.get("conv/kernel"));
});

it("gives back the old classes when it returns to their range", () => {
  const back = moveAgeHead(moveAgeHead(tensors, { from: [20, 22], to: [0, 100] }), { from: [0, 100], to: [20, 22] });
  expect([...back]).toEqual([...tensors]);
});
