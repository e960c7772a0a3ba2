import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it, jest } from "@jest/globals";
import sharp from "sharp";
import { ImageError } from "../errors";
import type { ImageInput } from "./image-input";
import { loadImage } from "./load-image";

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

  it("may come in an ArrayBuffer or a DataView, and in nothing that is no bytes", async () => {
    const bytes = await bytesOf();
    const streamOf = (chunk: unknown) =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(chunk);
          controller.close();
        },
      }) as ImageInput;
    const buffer = Uint8Array.from(bytes).buffer;
    const expected = await loadImage(bytes);
    expect(await loadImage(streamOf(buffer))).toEqual(expected);
    expect(await loadImage(streamOf(new DataView(buffer)))).toEqual(expected);
    await expect(loadImage(streamOf("text"))).rejects.toThrow(/give bytes, received "text"/);
    await expect(loadImage(streamOf({ bytes }))).rejects.toThrow(/give bytes, received an object with bytes/);
    const locked = new Blob([bytes]).stream();
    locked.getReader();
    await expect(loadImage(locked)).rejects.toThrow(/but it failed: .*locked/);
  });

  it.each([
    ["a stream of Node", () => new Readable({ read() {} })],
    ["a stream of the web", () => new ReadableStream()],
    ["a Response", () => new Response(new ReadableStream())],
    ["another iterable", () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) })],
  ])("that say nothing can be aborted, and end by themselves: %s", async (_, silent) => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const reading = loadImage(silent() as ImageInput, { signal: controller.signal });
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
    await expect(loadImage(silent() as ImageInput, { timeout: 20 })).rejects.toThrow(
      /^Expected the given (stream|Response) to end, but no data arrived for 0.02 seconds. .*timeout/,
    );
  });

  it("are not read with a timeout that is none", async () => {
    await expect(loadImage(new ReadableStream(), { timeout: "1" as never })).rejects.toThrow(/Expected timeout.*"1"/);
  });

  it("are closed when nobody wants the rest", async () => {
    const silent = new Readable({ read() {} });
    await expect(loadImage(silent, { timeout: 20 })).rejects.toThrow(ImageError);
    expect(silent.destroyed).toBe(true);
    const cancel = jest.fn<() => void>();
    await expect(loadImage(new ReadableStream({ cancel }), { timeout: 20 })).rejects.toThrow(ImageError);
    expect(cancel).toHaveBeenCalled();
  });

  it("that give a little for ever end, too", async () => {
    const drops = async function* () {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        yield Uint8Array.of(1);
      }
    };
    await expect(loadImage(drops(), { timeout: 20 })).rejects.toThrow(/it was not complete after 0.8 seconds/);
  });
});
