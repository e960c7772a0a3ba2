import { expect, test } from "@jest/globals";
import { letterbox } from "./letterbox";

const picture = (width: number, height: number) => {
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) data.set([10, 100, 250], pixel * 3);
  return { width, height, data };
};
const raw = { range: [0, 255], colourOrder: "RGB" } as const;

test("a picture lies at the top left, planes in RGB, black below", () => {
  const { pixels, scaleX, scaleY } = letterbox(picture(4, 2), { size: 4, ...raw });
  const plane = (value: number) => [...Array(8).fill(value), ...Array(8).fill(0)];
  expect([...pixels]).toEqual([...plane(10), ...plane(100), ...plane(250)]);
  expect([scaleX, scaleY]).toEqual([1, 1]);
});

test("an upright picture is padded on the right, planes in BGR", () => {
  const { pixels } = letterbox(picture(1, 2), { size: 2, range: [0, 255], colourOrder: "BGR" });
  expect([...pixels]).toEqual([250, 0, 250, 0, 100, 0, 100, 0, 10, 0, 10, 0]);
});

test("black is the lower end of the range", () => {
  const { pixels } = letterbox(picture(2, 1), { size: 2, range: [-1, 1], colourOrder: "RGB" });
  expect(pixels[0]).toBeCloseTo((10 / 255) * 2 - 1, 6);
  expect(pixels[2]).toBe(-1);
});

test("scales up and down to the content size, and says by how much", () => {
  const down = letterbox(picture(30, 20), { size: 8, contentSize: 6, ...raw });
  expect([down.scaleX, down.scaleY]).toEqual([0.2, 0.2]);
  const red = [...down.pixels.subarray(0, 64)];
  expect(red.filter((value) => value === 10)).toHaveLength(6 * 4);
  expect(red.slice(0, 8)).toEqual([10, 10, 10, 10, 10, 10, 0, 0]);
  const up = letterbox(picture(2, 1), { size: 8, ...raw });
  expect([up.scaleX, up.scaleY]).toEqual([4, 4]);
});

test("sizes are rounded to whole pixels, and the scales follow", () => {
  const { scaleX, scaleY } = letterbox(picture(10, 7), { size: 8, ...raw });
  expect(scaleX).toBe(0.8);
  expect(scaleY).toBe(6 / 7);
});

test("a picture of a thousand by one pixels keeps a row", () => {
  const { pixels, scaleY } = letterbox(picture(1000, 1), { size: 8, ...raw });
  expect(scaleY).toBe(1);
  expect([...pixels.subarray(0, 16)]).toEqual([...Array(8).fill(10), ...Array(8).fill(0)]);
});
