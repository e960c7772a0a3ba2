import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sharp, { type Sharp } from "sharp";
import { DownloadError, type FagrError, ImageError, InvalidArgumentError } from "../errors";
import type { ImageInput } from "./image-input";
import { loadImage } from "./load-image";
import type { RgbImage } from "./rgb-image";

let folder: string;
let server: Server;
let origin: string;

/** 40x24 in four quarters: red, green over blue, grey. */
const quarters = [
  [220, 30, 40],
  [20, 180, 60],
  [30, 60, 200],
  [90, 90, 90],
] as const;
const width = 40;
const height = 24;
const rgb = Uint8Array.from({ length: width * height * 3 }, (_, index) => {
  const pixel = Math.floor(index / 3);
  const quarter = (Math.floor(pixel / width) < height / 2 ? 0 : 2) + (pixel % width < width / 2 ? 0 : 1);
  return quarters[quarter]![index % 3]!;
});
const source = (): Sharp => sharp(rgb, { raw: { width, height, channels: 3 } });

async function write(name: string, content: Sharp | Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  const isSharp = typeof content !== "string" && !(content instanceof Uint8Array);
  await writeFile(path, isSharp ? await content.toBuffer() : content);
  return path;
}

/** Colours in the middles of the quarters: top left, top right, bottom left, bottom right. */
function middles({ data, width, height }: RgbImage): number[][] {
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const offset = (Math.floor(y * height) * width + Math.floor(x * width)) * 3;
      return Array.from(data.subarray(offset, offset + 3));
    }),
  );
}

function expectColours(image: RgbImage, expected: readonly (readonly number[])[], tolerance: number): void {
  expect(image.data).toHaveLength(image.width * image.height * 3);
  const differences = middles(image).flatMap((colour, quarter) =>
    colour.map((value, channel) => Math.abs(value - expected[quarter]![channel]!)),
  );
  expect(Math.max(...differences)).toBeLessThanOrEqual(tolerance);
}

async function failure(input: ImageInput): Promise<FagrError> {
  return loadImage(input).then(
    () => expect("an image").toBe("an error"),
    (error) => error,
  ) as Promise<FagrError>;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-images-"));
  const png = await source().png().toBuffer();
  server = createServer((request, response) => {
    if (request.url === "/photo.png") response.writeHead(200, { "content-length": png.length }).end(png);
    else if (request.url === "/page") response.end("<html>Please log in</html>");
    else if (request.url === "/slow")
      response.writeHead(200, { "content-length": png.length }).write(png.subarray(0, 50));
    else response.writeHead(404).end("nothing here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

describe("loadImage reads files of every kind", () => {
  it.each<[name: string, make: () => Sharp, tolerance: number]>([
    ["photo.jpg", () => source().jpeg({ quality: 95 }), 6],
    ["progressive.jpg", () => source().jpeg({ quality: 95, progressive: true }), 6],
    ["photo.png", () => source().png(), 0],
    ["palette.png", () => source().png({ palette: true }), 2],
    ["interlaced.png", () => source().png({ progressive: true }), 0],
    ["sixteen-bit.png", () => source().toColourspace("rgb16").png(), 1],
    ["lossless.webp", () => source().webp({ lossless: true }), 0],
    ["photo.webp", () => source().webp({ quality: 90 }), 14],
    ["photo.tiff", () => source().tiff({ compression: "lzw" }), 0],
    ["photo.avif", () => source().avif({ quality: 90 }), 14],
    ["photo.gif", () => source().gif(), 6],
  ])("%s", async (name, make, tolerance) => {
    const image = await loadImage(await write(name, make()));
    expect([image.width, image.height]).toEqual([width, height]);
    expectColours(image, quarters, tolerance);
  });

  it.each<[name: string, finish: (grey: Sharp) => Sharp]>([
    ["grey.png", (grey) => grey.png()],
    ["grey.jpg", (grey) => grey.jpeg({ quality: 100 })],
    ["grey-16.png", (grey) => grey.toColourspace("grey16").png()],
    ["grey.webp", (grey) => grey.webp({ lossless: true })],
  ])("%s as three equal channels", async (name, finish) => {
    const bytes = Uint8Array.from({ length: 16 * 4 }, (_, index) => (index % 16) * 16);
    const grey = sharp(bytes, { raw: { width: 16, height: 4, channels: 1 } }).toColourspace("b-w");
    const image = await loadImage(await write(name, finish(grey)));
    expect([image.width, image.height, image.data.length]).toEqual([16, 4, 16 * 4 * 3]);
    for (let pixel = 0; pixel < 16; pixel++)
      for (let channel = 0; channel < 3; channel++)
        expect(Math.abs(image.data[pixel * 3 + channel]! - pixel * 16)).toBeLessThanOrEqual(1);
  });

  it("CMYK JPEG as printed", async () => {
    const path = await write("cmyk.jpg", source().toColourspace("cmyk").jpeg({ quality: 100 }));
    expect((await sharp(path).metadata()).channels).toBe(4);
    const image = await loadImage(path);
    // Print inks do not reach these screen colours, but which channel is strongest stays.
    for (const [quarter, colour] of middles(image).entries()) {
      if (quarter === 3) expect(Math.max(...colour) - Math.min(...colour)).toBeLessThan(20);
      else expect(colour.indexOf(Math.max(...colour))).toBe(quarter);
    }
  });

  it.each(["png", "webp"] as const)("transparency in %s on white", async (format) => {
    const rgba = Uint8Array.of(10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 255, 51);
    const made = sharp(rgba, { raw: { width: 3, height: 1, channels: 4 } });
    const path = await write(`alpha.${format}`, format === "png" ? made.png() : made.webp({ lossless: true }));
    const { data } = await loadImage(path);
    const expected = [10, 20, 30, 255, 255, 255, 204, 224, 255];
    expect(Math.max(...expected.map((value, index) => Math.abs(value - data[index]!)))).toBeLessThanOrEqual(1);
  });

  it("grey with transparency on white", async () => {
    const made = sharp(Uint8Array.of(50, 255, 50, 0), { raw: { width: 2, height: 1, channels: 2 } });
    const path = await write("grey-alpha.png", made.toColourspace("b-w").png());
    expect((await sharp(path).metadata()).channels).toBe(2);
    expect(await loadImage(path)).toEqual({ width: 2, height: 1, data: Uint8Array.of(50, 50, 50, 255, 255, 255) });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("EXIF orientation %i upright", async (orientation) => {
    // What a camera that is held this way stores: the upright picture, turned back. EXIF 2.32, tag 0x0112.
    // sharp mirrors before it rotates, whichever is called first.
    const stored: Record<number, (upright: Sharp) => Sharp> = {
      1: (upright) => upright,
      2: (upright) => upright.flop(),
      3: (upright) => upright.rotate(180),
      4: (upright) => upright.flip(),
      5: (upright) => upright.flip().rotate(90),
      6: (upright) => upright.rotate(270),
      7: (upright) => upright.flip().rotate(270),
      8: (upright) => upright.rotate(90),
    };
    const turned = await stored[orientation]!(source()).png().toBuffer();
    const path = await write(
      `orientation-${orientation}.jpg`,
      sharp(turned).withMetadata({ orientation }).jpeg({ quality: 95 }),
    );
    const metadata = await sharp(path).metadata();
    expect([metadata.orientation, metadata.width]).toEqual([orientation, orientation < 5 ? width : height]);
    const image = await loadImage(path);
    expect([image.width, image.height]).toEqual([width, height]);
    expectColours(image, quarters, 8);
  });
});

describe("loadImage takes every kind of input", () => {
  const expectSource = async (input: ImageInput) => {
    const image = await loadImage(input);
    expect(image).toEqual({ width, height, data: rgb });
  };

  it("paths, file URLs as object and as text", async () => {
    const path = await write("input image.png", source().png());
    await expectSource(path);
    await expectSource(pathToFileURL(path));
    await expectSource(pathToFileURL(path).href);
  });

  it("bytes as Buffer, Uint8Array, ArrayBuffer and Blob", async () => {
    const buffer = await readFile(await write("input.png", source().png()));
    const bytes = Uint8Array.from(buffer);
    await expectSource(buffer);
    await expectSource(bytes);
    await expectSource(bytes.buffer);
    await expectSource(new Blob([bytes]));
  });

  it("http and data URLs", async () => {
    const png = await source().png().toBuffer();
    await expectSource(`${origin}/photo.png`);
    await expectSource(new URL("/photo.png", origin));
    await expectSource(`data:image/png;base64,${png.toString("base64")}`);
  });

  it("RGB pixels without a copy, RGBA pixels on white", async () => {
    const pixels = { width, height, data: rgb };
    expect(await loadImage(pixels)).toBe(pixels);
    const rgba = { width: 2, height: 1, data: Uint8ClampedArray.of(1, 2, 3, 255, 9, 9, 9, 0) };
    expect(await loadImage(rgba)).toEqual({ width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 255, 255, 255) });
  });

  it.each<[string, unknown, RegExp]>([
    ["nothing", undefined, /received undefined/],
    ["a number", 7, /received 7/],
    ["another object", new Map(), /received an object of type Map/],
    ["pixels as floats", { width: 1, height: 1, data: new Float32Array(3) }, /Float32Array/],
    ["pixels of the wrong length", { width: 2, height: 2, data: new Uint8Array(5) }, /12 bytes.*received 5/],
  ])("but not %s", async (_, input, message) => {
    const error = await failure(input as ImageInput);
    expect(error).toBeInstanceOf(InvalidArgumentError);
    expect(error.message).toMatch(message);
  });
});

describe("loadImage says what is wrong with a file", () => {
  const expectImageError = async (input: string, message: RegExp) => {
    const error = await failure(input);
    expect(error).toBeInstanceOf(ImageError);
    expect(error).toMatchObject({ code: "IMAGE_UNREADABLE", source: input });
    expect(error.message).toMatch(message);
    expect(error.message).toContain(input);
  };

  it("that is missing", () => expectImageError(join(folder, "missing.jpg"), /there is none/));
  it("that is a directory", () => expectImageError(folder, /is a directory/));
  it("that is empty", async () => expectImageError(await write("empty.jpg", ""), /empty file/));
  it("that is text", async () => expectImageError(await write("text.jpg", "not an image at all"), /is an image/));

  it.each(["jpeg", "png", "webp"] as const)("that is a %s cut off", async (format) => {
    // Noise, so that half of the file is half of the picture.
    const noise = sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: "red",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    });
    const bytes = await noise.toFormat(format).toBuffer();
    const path = await write(`truncated.${format}`, new Uint8Array(bytes.subarray(0, bytes.length / 2)));
    await expectImageError(path, /complete/);
  });

  it("that is a PNG with damaged pixels", async () => {
    const bytes = new Uint8Array(await source().png().toBuffer());
    const data = Buffer.from(bytes).indexOf("IDAT") + 8;
    bytes.fill(0xff, data, data + 20);
    await expectImageError(await write("damaged.png", bytes), /complete/);
  });

  it("in bytes, with no path to name", async () => {
    const error = await failure(new Uint8Array([1, 2, 3]));
    expect(error).toMatchObject({ code: "IMAGE_UNREADABLE", source: "the given bytes" });
    expect((await failure(new Uint8Array(0))).message).toMatch(/empty/);
  });

  it("behind a URL: an HTTP status is a DownloadError, a page that is no image an ImageError", async () => {
    const missing = await failure(`${origin}/missing.png`);
    expect(missing).toBeInstanceOf(DownloadError);
    expect(missing.message).toMatch(/404/);
    await expectImageError(`${origin}/page`, /web page/);
  });

  it("in a data URL without repeating all of it", async () => {
    const error = await failure(`data:image/png;base64,${"A".repeat(5000)}`);
    expect(error).toBeInstanceOf(ImageError);
    expect(error.message.length).toBeLessThan(600);
  });
});

describe("loadImage stops", () => {
  it("before it starts, with the signal's reason", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await expect(loadImage({ width, height, data: rgb }, { signal })).rejects.toBe(reason);
  });

  it("in the middle of a download, with the signal's reason", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const loading = loadImage(`${origin}/slow`, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(loading).rejects.toBe(reason);
  });
});
