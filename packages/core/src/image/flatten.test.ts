import { describe, expect, it } from "@jest/globals";
import { flattenOnWhite } from "./flatten";

describe("flattenOnWhite", () => {
  it("keeps opaque pixels, makes transparent ones white and mixes between", () => {
    const rgba = Uint8Array.of(10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 255, 51);
    expect(flattenOnWhite(rgba, 3, 1)).toEqual({
      width: 3,
      height: 1,
      data: Uint8Array.of(10, 20, 30, 255, 255, 255, 204, 224, 255),
    });
  });

  it("keeps every opaque value exactly", () => {
    const rgba = Uint8Array.from({ length: 256 * 4 }, (_, index) => (index % 4 === 3 ? 255 : Math.floor(index / 4)));
    const { data } = flattenOnWhite(rgba, 256, 1);
    for (let value = 0; value < 256; value++) expect(data[value * 3]).toBe(value);
  });
});
