import { expect, test } from "@jest/globals";
import { correctBox } from "./box-correction";

test("scales about the centre and shifts by parts of the detector's box", () => {
  const box = correctBox(
    { x: 100, y: 200, width: 50, height: 80 },
    { widthScale: 1.2, heightScale: 0.5, shiftX: 0.1, shiftY: -0.25 },
  );
  // Centre (125, 240) moves to (130, 220); the size becomes 60x40.
  expect(box.x).toBeCloseTo(100, 10);
  expect(box.y).toBeCloseTo(200, 10);
  expect(box.width).toBeCloseTo(60, 10);
  expect(box.height).toBeCloseTo(40, 10);
});

test("the neutral correction changes nothing", () => {
  const box = { x: -3, y: 7, width: 11, height: 13 };
  expect(correctBox(box, { widthScale: 1, heightScale: 1, shiftX: 0, shiftY: 0 })).toEqual(box);
});
