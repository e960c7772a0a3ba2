import { expect, test } from "@jest/globals";
import { decodeSsdBoxes } from "./decode";

const priors = Float32Array.of(0.2, 0.4, 0.6, 0.6, 0, 0, 1, 1);
const logit = (score: number) => Math.log(score / (1 - score));

test("no offset gives the prior itself", () => {
  const [face, ...others] = decodeSsdBoxes(Float32Array.of(0, 0, 0, 0, logit(0.9), 0, 0, 0, 0, -9), priors, 0.5);
  expect(others).toEqual([]);
  expect(face!.score).toBeCloseTo(0.9, 6);
  expect(face!.box.x).toBeCloseTo(0.4, 6);
  expect(face!.box.y).toBeCloseTo(0.2, 6);
  expect(face!.box.width).toBeCloseTo(0.2, 6);
  expect(face!.box.height).toBeCloseTo(0.4, 6);
});

test("offsets are y, x, height, width, in tenths and in logarithms of fifths", () => {
  const predictions = Float32Array.of(5, -10, 5 * Math.log(2), 5 * Math.log(0.5), logit(0.6), 0, 0, 0, 0, -9);
  const { box } = decodeSsdBoxes(predictions, priors, 0.5)[0]!;
  // Centre (0.5 - 0.2, 0.4 + 0.2), size 0.1 x 0.8.
  expect(box.x).toBeCloseTo(0.25, 6);
  expect(box.y).toBeCloseTo(0.2, 6);
  expect(box.width).toBeCloseTo(0.1, 6);
  expect(box.height).toBeCloseTo(0.8, 6);
});

test("what does not reach the score is left out", () => {
  const predictions = Float32Array.of(0, 0, 0, 0, logit(0.49), 0, 0, 0, 0, logit(0.51));
  expect(decodeSsdBoxes(predictions, priors, 0.5).map(({ box }) => box)).toEqual([{ x: 0, y: 0, width: 1, height: 1 }]);
});
