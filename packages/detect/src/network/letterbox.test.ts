import { compileKernels, Resizer } from "@fagr/engine";
import { expect, test } from "@jest/globals";
import { fitPicture, toPlanes, writePixels } from "./letterbox";

const picture = (width: number, height: number) => {
  const data = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) data.set([10, 100, 250], pixel * 3);
  return { width, height, data };
};
const resizer = new Resizer(await compileKernels());
const raw = { range: [0, 255], colourOrder: "RGB" } as const;

test("a picture lies at the top left, planes in RGB, black below", () => {
  const plane = (value: number) => [...Array(8).fill(value), ...Array(8).fill(0)];
  expect([...toPlanes(picture(4, 2), raw, 4)]).toEqual([...plane(10), ...plane(100), ...plane(250)]);
});

test("an upright picture is padded on the right, planes in BGR", () => {
  const pixels = toPlanes(picture(1, 2), { range: [0, 255], colourOrder: "BGR" }, 2);
  expect([...pixels]).toEqual([250, 0, 250, 0, 100, 0, 100, 0, 10, 0, 10, 0]);
});

test("black is the lower end of the range", () => {
  const pixels = toPlanes(picture(2, 1), { range: [-1, 1], colourOrder: "RGB" }, 2);
  expect(pixels[0]).toBeCloseTo((10 / 255) * 2 - 1, 6);
  expect(pixels[2]).toBe(-1);
});

test("pixels side by side are the same numbers, within what lies around them", () => {
  const image = { ...picture(2, 2), data: Uint8Array.from({ length: 12 }, (_, index) => index * 20) };
  const format = { range: [-1, 1], colourOrder: "BGR" } as const;
  const floats = new Float32Array(60).fill(7);
  writePixels(image, format, { floats, start: 4, row: 13, width: 3, height: 4 });
  const planes = toPlanes(image, format, 4);
  for (let y = 0; y < 4; y++)
    for (let x = 0; x < 3; x++)
      for (let channel = 0; channel < 3; channel++)
        expect(floats[4 + y * 13 + x * 3 + channel]).toBe(planes[channel * 16 + y * 4 + x]);
  const around = [...floats].filter((_, index) => index < 4 || (index - 4) % 13 >= 9 || index >= 4 + 4 * 13);
  expect(new Set(around)).toEqual(new Set([7]));
});

test("scales up and down to the content size, and says by how much", () => {
  const down = fitPicture(picture(30, 20), 6, resizer);
  expect([down.scaleX, down.scaleY]).toEqual([0.2, 0.2]);
  expect(down.image).toEqual(picture(6, 4));
  const up = fitPicture(picture(2, 1), 8, resizer);
  expect([up.scaleX, up.scaleY]).toEqual([4, 4]);
  expect(up.image).toEqual(picture(8, 4));
});

test("sizes are rounded to whole pixels, and the scales follow", () => {
  const { scaleX, scaleY } = fitPicture(picture(10, 7), 8, resizer);
  expect(scaleX).toBe(0.8);
  expect(scaleY).toBe(6 / 7);
});

test("a picture of a thousand by one pixels keeps a row", () => {
  const { image, scaleY } = fitPicture(picture(1000, 1), 8, resizer);
  expect(scaleY).toBe(1);
  expect(image).toEqual(picture(8, 1));
});
