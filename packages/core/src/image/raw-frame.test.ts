import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import sharp from "sharp";
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
    const data = Uint8Array.from([50, 100, 200, 3, 2, 1]);
    await loadImage({ width: 2, height: 1, format: "bgr", data });
    expect(Array.from(data)).toEqual([50, 100, 200, 3, 2, 1]);
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
});

describe("streams", () => {
  const astronaut = fileURLToPath(new URL("../../../testing/photos/astronaut.png", import.meta.url));
  const png = () =>
    sharp({ create: { width: 3, height: 2, channels: 3, background: "#c86432" } })
      .png()
      .toBuffer();
  const bytesOf = async () => new Uint8Array(await png());

  it("are read like the file that comes in them", async () => {
    const expected = await loadImage(astronaut);
    expect(await loadImage(createReadStream(astronaut))).toEqual(expected);
  });

  it("may be a Response, a stream of the web or any async iterable", async () => {
    const bytes = await bytesOf();
    const parts = async function* () {
      yield bytes.subarray(0, 20);
      yield bytes.subarray(20);
    };
    const expected = await loadImage(bytes);
    expect(expected).toMatchObject({ width: 3, height: 2 });
    expect(await loadImage(new Response(bytes))).toEqual(expected);
    expect(await loadImage(new Blob([bytes]).stream())).toEqual(expected);
    expect(await loadImage(parts())).toEqual(expected);
  });

  it("are not read beyond the most bytes, and say what is wrong with them", async () => {
    let given = 0;
    const endless = async function* () {
      for (;;) {
        given++;
        yield new Uint8Array(1000);
      }
    };
    await expect(loadImage(endless(), { maximumBytes: 5000 })).rejects.toThrow(
      /at most 5000 bytes from the given stream/,
    );
    expect(given).toBe(6);
    await expect(loadImage(new Response("no", { status: 404 }))).rejects.toThrow(/HTTP status 404/);
    const read = new Response(await bytesOf());
    await read.arrayBuffer();
    await expect(loadImage(read)).rejects.toThrow(/read already/);
    await expect(loadImage(new Response(new Uint8Array(9)), { maximumBytes: 5 })).rejects.toThrow(ImageError);
    const texts = async function* () {
      yield "text" as unknown as Uint8Array;
    };
    await expect(loadImage(texts())).rejects.toThrow(/give bytes, received "text"/);
    const broken: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("the line was cut")) }),
    };
    await expect(loadImage(broken)).rejects.toThrow(/but it failed: the line was cut/);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(loadImage(endless(), { signal })).rejects.toThrow("enough");
  });

  it("are refused where only RGB can be read, so that no colours are mixed up", () => {
    const frame = raw("bgr", [1, 2, 3, 4, 5, 6]);
    expect(() => checkRgbImage(frame as never)).toThrow(/a raw frame of the format "bgr".*loadImage\(\)/);
    expect(() => checkRgbImage({ ...frame, format: "rgb" } as never)).not.toThrow();
  });
});
