import { fileURLToPath } from "node:url";
import { loadImage, type RgbImage } from "@fagr/core";
import { beforeAll, describe, expect, it } from "@jest/globals";
import sharp, { type Sharp } from "sharp";
import { judgeQuality } from "./quality-filter";
import { measureSharpness } from "./sharpness";

const astronaut = fileURLToPath(new URL("../../../testing/photos/astronaut.png", import.meta.url));
/** Her face in the picture of 512x512. */
const face = { x: 177, y: 61, width: 91, height: 127 };

function draw(width: number, height: number, value: (x: number, y: number) => number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.fill(value(x, y), (y * width + x) * 3, (y * width + x + 1) * 3);
  return { width, height, data };
}

const whole = ({ width, height }: RgbImage) => ({ x: 0, y: 0, width, height });

describe("measureSharpness", () => {
  it("is the variance of the Laplacian at 32x32", () => {
    // Every neighbour of a field of a chessboard has the other colour: 4 x 255 or -4 x 255, as many of each.
    const chessboard = draw(32, 32, (x, y) => ((x + y) % 2) * 255);
    expect(measureSharpness(chessboard, whole(chessboard))).toBeCloseTo(1020 ** 2, 3);
    // A line of grey 200: -400 on its 30 inner pixels, 200 on those of the two rows beside it; the mean is 0.
    const line = draw(32, 32, (_, y) => (y === 16 ? 200 : 0));
    const squares = (30 * 400 ** 2 + 60 * 200 ** 2) / 900;
    expect(measureSharpness(line, whole(line))).toBeCloseTo(squares, 3);
  });

  it("sees nothing in one colour and in an even slope", () => {
    const flat = draw(50, 40, () => 77);
    const slope = draw(32, 32, (x, y) => x * 4 + y * 3);
    expect(measureSharpness(flat, whole(flat))).toBeCloseTo(0, 9);
    expect(measureSharpness(slope, whole(slope))).toBeCloseTo(0, 9);
  });

  it("looks at the part of the box that lies in the picture", () => {
    const chessboard = draw(32, 32, (x, y) => ((x + y) % 2) * 255);
    expect(measureSharpness(chessboard, { x: -10, y: -20, width: 70, height: 80 })).toBeCloseTo(1020 ** 2, 3);
    expect(() => measureSharpness(chessboard, { x: 40, y: 0, width: 8, height: 8 })).toThrow(/Expected a box/);
  });
});

describe("judgeQuality on a photograph", () => {
  let photo: RgbImage;
  beforeAll(async () => {
    photo = await loadImage(astronaut);
  });
  const changed = async (change: (image: Sharp) => Sharp) =>
    loadImage(new Uint8Array(await change(sharp(astronaut)).png().toBuffer()));

  it("hardly depends on the size of the face", async () => {
    const small = await changed((image) => image.resize(192));
    const scale = 192 / 512;
    const box = { x: 177 * scale, y: 61 * scale, width: 91 * scale, height: 127 * scale };
    const ratio = measureSharpness(small, box) / measureSharpness(photo, face);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
    expect(judgeQuality(small, box).fault).toBeUndefined();
  });

  it("drops a face that is blurred beyond recognition, not one that is a little soft", async () => {
    const soft = await changed((image) => image.blur(2));
    const blurred = await changed((image) => image.blur(12));
    expect(judgeQuality(photo, face).fault).toBeUndefined();
    expect(judgeQuality(soft, face).fault).toBeUndefined();
    expect(judgeQuality(blurred, face)).toMatchObject({
      fault: "tooBlurry",
      detail: expect.stringMatching(/under 100/),
    });
    expect(judgeQuality(blurred, face, { minimumSharpness: 0 }).fault).toBeUndefined();
  });

  it("drops a face below 32 pixels in either direction", () => {
    const narrow = { x: 200, y: 90, width: 31.9, height: 60 };
    expect(judgeQuality(photo, narrow)).toMatchObject({
      fault: "tooSmall",
      detail: expect.stringMatching(/31.9x60.0/),
    });
    expect(judgeQuality(photo, { ...narrow, width: 32 }).fault).toBeUndefined();
    expect(judgeQuality(photo, narrow, { minimumSize: 20 }).fault).toBeUndefined();
  });

  it("names the option that is out of range", () => {
    expect(() => judgeQuality(photo, face, { minimumSize: -1 })).toThrow(
      /minimumSize to be a number >= 0, received -1/,
    );
    expect(() => judgeQuality(photo, face, { minimumSharpness: Number.NaN })).toThrow(/minimumSharpness/);
  });
});
