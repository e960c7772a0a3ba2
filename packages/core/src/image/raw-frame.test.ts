import { describe, expect, it } from "@jest/globals";
import { ImageError, InvalidArgumentError } from "../errors";
import type { ImageInput } from "./image-input";
import { loadImage } from "./load-image";
import type { RawFormat, RawFrame } from "./raw-frame";
import { checkRgbImage } from "./rgb-image";

const raw = (format: RawFormat, data: readonly number[], more: Partial<RawFrame> = {}): RawFrame => ({
  width: 2,
  height: 1,
  format,
  data: Uint8Array.from(data),
  ...more,
});
const pixels = async (frame: RawFrame) => Array.from((await loadImage(frame)).data);

describe("raw frames", () => {
  it("are read in every order of bytes", async () => {
    const expected = [200, 100, 50, 1, 2, 3];
    expect(await pixels(raw("rgb", expected))).toEqual(expected);
    expect(await pixels(raw("bgr", [50, 100, 200, 3, 2, 1]))).toEqual(expected);
    expect(await pixels(raw("rgba", [200, 100, 50, 255, 1, 2, 3, 255]))).toEqual(expected);
    expect(await pixels(raw("bgra", [50, 100, 200, 255, 3, 2, 1, 0]))).toEqual([200, 100, 50, 255, 255, 255]);
    expect(await pixels(raw("grey", [7, 250]))).toEqual([7, 7, 7, 250, 250, 250]);
  });

  it("leave the caller's bytes as they are", async () => {
    for (const kind of [Uint8Array, Buffer])
      for (const format of ["bgr", "bgra", "rgb", "rgba"] as const) {
        const bytes = [50, 100, 200, 255, 3, 2, 1, 0].slice(0, format.length * 2);
        const data = kind.from(bytes);
        await loadImage({ width: 2, height: 1, format, data });
        expect(Array.from(data)).toEqual(bytes);
      }
  });

  // Y, U, V of ITU-R BT.601 and BT.709 in the range of video: the colour bars of their tables.
  it.each([
    ["bt601", "red", [81, 90, 240], [255, 0, 0]],
    ["bt601", "green", [145, 54, 34], [0, 255, 0]],
    ["bt601", "white", [235, 128, 128], [255, 255, 255]],
    ["bt601", "black", [16, 128, 128], [0, 0, 0]],
    ["bt709", "red", [63, 102, 240], [255, 0, 0]],
    ["bt709", "blue", [32, 240, 118], [0, 0, 255]],
  ] as const)("turn the %s %s of video into RGB", async (matrix, _, [y, u, v], expected) => {
    for (const [format, data] of [
      ["i420", [y, y, u, v]],
      ["nv12", [y, y, u, v]],
    ] as const) {
      const found = await pixels(raw(format, data, { matrix }));
      for (const [index, value] of found.entries())
        expect(Math.abs(value - expected[index % 3]!)).toBeLessThanOrEqual(2);
    }
  });

  it("take the colours of two by two pixels from one place, also at odd sizes", async () => {
    // 3x3 grey pixels, but for a red U and V at the lower right corner, which is one pixel alone.
    const frame = { width: 3, height: 3, format: "i420", fullRange: true } as const;
    const data = [...Array.from({ length: 9 }, () => 76), 128, 128, 128, 85, 128, 128, 128, 255];
    const image = await loadImage({ ...frame, data: Uint8Array.from(data) });
    expect(Array.from(image.data.subarray(0, 3))).toEqual([76, 76, 76]);
    expect(image.data[24]).toBeGreaterThan(250);
    expect(image.data[25]).toBeLessThan(3);
    const nv12 = [...data.slice(0, 9), 128, 128, 128, 128, 128, 128, 85, 255];
    expect(await loadImage({ ...frame, format: "nv12", data: Uint8Array.from(nv12) })).toEqual(image);
  });

  it("say what is wrong with them", async () => {
    const message = (frame: unknown) =>
      loadImage(frame as ImageInput).then(
        () => "",
        (error: unknown) => (error instanceof InvalidArgumentError ? error.message : String(error)),
      );
    expect(await message(raw("bgr", [1, 2, 3]))).toMatch(/Expected 6 bytes for 2x1 pixels of format "bgr", received 3/);
    expect(await message(raw("i420", [1, 2]))).toMatch(/Expected 4 bytes/);
    expect(await message(raw("yuy2" as RawFormat, [1, 2]))).toMatch(/one of rgb, .*received "yuy2"/);
    expect(await message(raw("i420", [1, 2, 3, 4], { matrix: "bt2020" as "bt709" }))).toMatch(/"bt601" or "bt709"/);
    expect(await message({ ...raw("rgb", []), data: "pixels" })).toMatch(/received "pixels"/);
  });

  it("are held to the most pixels", async () => {
    await expect(loadImage(raw("grey", [1, 2]), { maximumPixels: 1 })).rejects.toThrow(ImageError);
  });

  it("are refused where only RGB can be read, so that no colours are mixed up", () => {
    const frame = raw("bgr", [1, 2, 3, 4, 5, 6]);
    expect(() => checkRgbImage(frame as never)).toThrow(/a raw frame of the format "bgr".*loadImage\(\)/);
    expect(() => checkRgbImage({ ...frame, format: "rgb" } as never)).not.toThrow();
  });
});
