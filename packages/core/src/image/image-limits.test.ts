import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sharp from "sharp";
import { FagrError, ImageError, InvalidArgumentError } from "../errors";
import { recogniseImage } from "./image-format";
import { type LoadImageOptions, loadImage } from "./load-image";

let folder: string;
let picture: Buffer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fagr-limits-"));
  const data = Buffer.from(Array.from({ length: 96 * 64 * 3 }, (_, index) => (index * 37 + (index >> 4)) % 256));
  picture = await sharp(data, { raw: { width: 96, height: 64, channels: 3 } })
    .jpeg()
    .toBuffer();
});
afterAll(() => rm(folder, { recursive: true }));

async function withServer(answer: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("limits of a picture", () => {
  it("refuse too many pixels before they are decoded, in files and in memory", async () => {
    const bomb = Buffer.from(picture);
    const frame = bomb.indexOf(Buffer.of(0xff, 0xc0));
    bomb.writeUInt16BE(12000, frame + 5);
    bomb.writeUInt16BE(16000, frame + 7);
    await expect(loadImage(bomb)).rejects.toThrow(/at most 50000000 pixels .*16000x12000.*maximumPixels/);
    await expect(loadImage(picture, { maximumPixels: 96 * 64 - 1 })).rejects.toThrow(ImageError);
    expect((await loadImage(picture, { maximumPixels: 96 * 64 })).width).toBe(96);
    const pixels = { width: 4, height: 4, data: new Uint8Array(64) };
    await expect(loadImage(pixels, { maximumPixels: 15 })).rejects.toThrow(ImageError);
  });

  it("refuse too many bytes: given, on the disk, in a Blob and from a server that never ends", async () => {
    const file = join(folder, "a.jpg");
    await writeFile(file, picture);
    const options = { maximumBytes: picture.length - 1 };
    for (const input of [picture, file, new Blob([new Uint8Array(picture)])])
      await expect(loadImage(input, options)).rejects.toThrow(/at most \d+ bytes/);
    const chunk = Buffer.alloc(1 << 16, 65);
    const endless: RequestListener = (_, response) => {
      response.on("error", () => {});
      const go = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", go);
      go();
    };
    await withServer(endless, async (url) => {
      await expect(loadImage(url, options)).rejects.toThrow(/at most \d+ bytes .*received more/);
    });
    const packed = gzipSync(Buffer.alloc(1 << 20));
    await withServer(
      (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
      async (url) => {
        await expect(loadImage(url, { maximumBytes: 1 << 19 })).rejects.toThrow(/received more/);
      },
    );
  });

  it("end the waiting for a silent server, before its answer and in the middle", async () => {
    await withServer(
      () => {},
      (url) => expect(loadImage(url, { timeout: 50 })).rejects.toThrow(/no data arrived for 0.05 seconds/),
    );
    await withServer(
      (_, response) => void response.write("x"),
      (url) => expect(loadImage(url, { timeout: 50 })).rejects.toThrow(/no data arrived/),
    );
  });

  it("refuse drawings whatever they are called, unless they are allowed", async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>';
    const forms = [svg, `\ufeff<?xml version="1.0"?>\n<!-- ${"x".repeat(900)} -->${svg}`, svg.replaceAll("svg", "SVG")];
    const encoded = [...forms.map((text) => Buffer.from(text)), Buffer.from(`\ufeff${svg}`, "utf16le"), gzipSync(svg)];
    for (const bytes of encoded) {
      expect(recogniseImage(bytes)).toBe("svg");
      await expect(loadImage(bytes)).rejects.toThrow(/received SVG.*formats/);
    }
    expect((await loadImage(Buffer.from(svg), { formats: ["svg"] })).width).toBe(8);
    await expect(loadImage(picture, { formats: ["png"] })).rejects.toThrow(/as png .*received JPEG/);
  });

  it("refuse devices and pipes", async () => {
    await expect(loadImage("/dev/zero")).rejects.toThrow(/pipe, a socket or a device/);
    const pipe = join(folder, "pipe");
    if (spawnSync("mkfifo", [pipe]).status === 0) await expect(loadImage(pipe)).rejects.toThrow(/pipe, a socket/);
  });

  it("refuse texts where a server allows none, and each kind by its name", async () => {
    const only = (...allowedLocations: NonNullable<LoadImageOptions["allowedLocations"]>) => ({ allowedLocations });
    const dataUrl = `data:image/jpeg;base64,${picture.toString("base64")}`;
    const file = join(folder, "a.jpg");
    for (const text of [file, `file://${file}`, "http://127.0.0.1:1/x", dataUrl, new URL(`file://${file}`)])
      await expect(loadImage(text, only())).rejects.toThrow(InvalidArgumentError);
    expect((await loadImage(picture, only())).width).toBe(96);
    expect((await loadImage(dataUrl, only("data"))).width).toBe(96);
    await expect(loadImage(file, only("data", "http"))).rejects.toThrow(/received the path/);
  });

  it.each<[object, RegExp]>([
    [{ maximumPixels: "5" }, /maximumPixels .*"5"/],
    [{ maximumPixel: 5 }, /no option "maximumPixel". Did you mean maximumPixels/],
    [{ formats: ["exe"] }, /formats .*"exe"/],
    [{ formats: "jpeg" }, /formats .*"jpeg"/],
    [{ allowedLocations: ["ftp"] }, /allowedLocations/],
    [{ timeout: Number.NaN }, /timeout/],
  ])("%j is refused", async (options, message) => {
    await expect(loadImage(join(folder, "a.jpg"), options as LoadImageOptions)).rejects.toThrow(message);
    await expect(loadImage(join(folder, "a.jpg"), options as LoadImageOptions)).rejects.toThrow(InvalidArgumentError);
  });
});

describe("what came", () => {
  it.each<[string, unknown, RegExp]>([
    ["null", null, /received null/],
    ["nothing", undefined, /received undefined/],
    ["a number", 5, /received 5/],
    ["a promise", Promise.resolve(1), /a Promise .is an await missing/],
    ["an object", { image: 1 }, /an object with image/],
    ["a list", [1, 2], /an array of 2/],
    ["floats", { width: 1, height: 1, data: new Float32Array(3) }, /Float32Array of 3 numbers.*multiplied by 255/],
    ["text as pixels", { width: 1, height: 1, data: "abc" }, /received "abc"/],
    ["numbers", { width: 1, height: 1, data: [1, 2, 3] }, /an array of 3/],
    ["a negative size", { width: -2, height: -2, data: new Uint8Array(16) }, /received -2x-2/],
    ["no size", { width: 0, height: 1e9, data: new Uint8Array(0) }, /received 0x1000000000/],
  ])("is named: %s", async (_, input, message) => {
    await expect(loadImage(input as never)).rejects.toThrow(InvalidArgumentError);
    await expect(loadImage(input as never)).rejects.toThrow(message);
  });

  it("is recognised as base64, and messages stay short", async () => {
    const text = Buffer.alloc(60_000, 7).toString("base64");
    for (const input of [text, picture.toString("base64")])
      await expect(loadImage(input)).rejects.toThrow(/base64.*Buffer\.from\(text, "base64"\)/);
    for (const input of [
      text,
      "x/".repeat(40_000),
      `data:,${"y".repeat(90_000)}`,
      `http://127.0.0.1:1/${"z".repeat(9_000)}`,
    ]) {
      const error = await loadImage(input).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(FagrError);
      expect((error as FagrError).message.length).toBeLessThan(2000);
    }
  });

  it("may be of another realm", async () => {
    const bytes = vm.runInNewContext(`new Uint8Array(${picture.length})`);
    bytes.set(picture);
    const buffer = vm.runInNewContext(`new ArrayBuffer(${picture.length})`);
    new Uint8Array(buffer).set(picture);
    const pixels = vm.runInNewContext("({ width: 2, height: 1, data: new Uint8ClampedArray(8) })");
    for (const input of [bytes, buffer]) expect((await loadImage(input)).width).toBe(96);
    expect((await loadImage(pixels)).data).toHaveLength(6);
  });

  it("keeps passwords and signatures of addresses to itself", async () => {
    const failures = ["http://user:secret@127.0.0.1:1/a.jpg", "http://127.0.0.1:1/a.jpg?sig=secret&x=secret"].map(
      (url) => loadImage(url).catch((error: unknown) => error as FagrError),
    );
    for (const { message, code } of (await Promise.all(failures)) as FagrError[]) {
      expect(code).toBe("DOWNLOAD_FAILED");
      expect(message).not.toContain("secret");
    }
  });
});

describe("JPEG files", () => {
  it("that lack their end marker alone are read, those cut in the middle are not", async () => {
    const whole = await loadImage(picture);
    for (const progressive of [false, true]) {
      const jpeg = await sharp(Buffer.from(whole.data), { raw: { width: 96, height: 64, channels: 3 } })
        .jpeg({ progressive })
        .toBuffer();
      expect((await loadImage(jpeg.subarray(0, -2))).data).toEqual((await loadImage(jpeg)).data);
      for (const share of [0.4, 0.6, 0.8, 0.95])
        await expect(loadImage(jpeg.subarray(0, Math.floor(jpeg.length * share)))).rejects.toThrow(ImageError);
    }
  });

  it("of CMYK without a profile become light in the plainest way, as in browsers", async () => {
    const red = await sharp({ create: { width: 16, height: 16, channels: 3, background: { r: 230, g: 30, b: 60 } } })
      .toColourspace("cmyk")
      .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
      .toBuffer();
    const plain = withoutProfile(red);
    expect(await sharp(plain).metadata()).toMatchObject({ space: "cmyk", hasProfile: false });
    const { data: ink } = await sharp(plain)
      .pipelineColourspace("cmyk")
      .toColourspace("cmyk")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const [cyan, magenta, yellow, black] = ink as unknown as [number, number, number, number];
    const light = [cyan, magenta, yellow].map((plate) => ((255 - plate) * (255 - black)) / 255);
    const { data } = await loadImage(plain);
    for (const [channel, value] of light.entries()) expect(Math.abs(data[channel]! - value)).toBeLessThanOrEqual(1);
  });
});

/** A JPEG without its APP2 segments, in which the colour profile is. */
function withoutProfile(jpeg: Buffer): Buffer {
  const kept = [jpeg.subarray(0, 2)];
  let at = 2;
  for (; jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2))
    if (jpeg[at + 1] !== 0xe2) kept.push(jpeg.subarray(at, at + 2 + jpeg.readUInt16BE(at + 2)));
  return Buffer.concat([...kept, jpeg.subarray(at)]);
}
