import type { RgbImage } from "@fagr/core";
import { describe, expect, it } from "@jest/globals";
import { squareCrop, toPixels } from "./crop";

/** Red grows from left to right, green from top to bottom. */
function gradient(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set([x * 10, y * 10, 200], (y * width + x) * 3);
  return { width, height, data };
}

describe("squareCrop", () => {
  it("takes a square as large as the box about its centre", () => {
    // A box of 4 x 9 has the area of a square of 6 x 6; its centre is (10, 10.5).
    const face = { image: gradient(20, 20), box: { x: 8, y: 6, width: 4, height: 9 } };
    const { data } = squareCrop(face, { scale: 1, size: 6, beyond: "edge" });
    expect([...data.subarray(0, 3)]).toEqual([70, 75, 200]);
    expect([...data.subarray(-3)]).toEqual([120, 125, 200]);
  });

  it("repeats the picture's edge or is black beyond it", () => {
    const face = { image: gradient(10, 10), box: { x: -5, y: 0, width: 10, height: 10 } };
    const edge = squareCrop(face, { scale: 1, size: 10, beyond: "edge" });
    const black = squareCrop(face, { scale: 1, size: 10, beyond: "black" });
    expect([...edge.data.subarray(12, 18)]).toEqual([0, 0, 200, 0, 0, 200]);
    expect([...black.data.subarray(12, 18)]).toEqual([0, 0, 0, 0, 0, 200]);
    expect(black.data.subarray(18, 30)).toEqual(edge.data.subarray(18, 30));
  });
});

describe("toPixels", () => {
  const image = { width: 2, height: 1, data: Uint8Array.of(255, 0, 51, 0, 102, 255) };

  it("puts channels one behind the other, blue first", () => {
    expect([...toPixels(image, { order: "BGR", maximum: 255, planar: true })]).toEqual([51, 255, 0, 102, 255, 0]);
  });

  it("keeps pixels together and scales them to 0..1", () => {
    const pixels = toPixels(image, { order: "RGB", maximum: 1, planar: false });
    expect([...pixels].map((value) => Math.round(value * 10) / 10)).toEqual([1, 0, 0.2, 0, 0.4, 1]);
  });
});
