import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { ImageError, RuntimeMissingError } from "../errors";
import { imageDecoder } from "./decode-browser";
import { completeLimits } from "./image-limits";

const request = { limits: completeLimits({}), signal: undefined };

/** As much of the browser as the decoder touches. */
class FakeCanvas {
  static drawn: unknown[] = [];
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  getContext() {
    return {
      drawImage: (drawable: unknown, ...place: number[]) => {
        if ((drawable as { tainted?: boolean }).tainted) throw new Error("The canvas has been tainted");
        FakeCanvas.drawn.push([drawable, ...place]);
      },
      getImageData: (_x: number, _y: number, width: number, height: number) => ({
        data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, index) => (index % 4 === 3 ? 255 : 7)),
      }),
    };
  }
}

class FakeVideo {
  readonly [Symbol.toStringTag] = "HTMLVideoElement";
  videoWidth = 0;
  videoHeight = 0;
  /** The size on the page, which must not matter. */
  width = 999;
  height = 999;
}

class FakeImage {
  readonly [Symbol.toStringTag] = "HTMLImageElement";
  naturalWidth = 3;
  naturalHeight = 2;
  currentSrc = "http://localhost/face.jpg";
  tainted = false;
  decode = async () => {};
}

function install(globals: Record<string, unknown>): void {
  Object.assign(globalThis, globals);
}

afterEach(() => {
  for (const name of ["OffscreenCanvas", "HTMLVideoElement", "HTMLImageElement", "createImageBitmap"])
    delete (globalThis as Record<string, unknown>)[name];
  FakeCanvas.drawn = [];
});

describe("decode in the browser", () => {
  it("asks for the EXIF orientation, draws at the bitmap's size, and closes the bitmap", async () => {
    const bitmap = { width: 4, height: 2, close: jest.fn() };
    const createImageBitmap = jest.fn(async (..._: unknown[]) => bitmap);
    install({ OffscreenCanvas: FakeCanvas, createImageBitmap });
    const image = await imageDecoder.decode(Uint8Array.of(1, 2), { source: "face.jpg", ...request });
    expect(image).toEqual({ width: 4, height: 2, data: new Uint8Array(24).fill(7) });
    expect(createImageBitmap).toHaveBeenCalledWith(
      expect.any(Blob),
      expect.objectContaining({ imageOrientation: "from-image" }),
    );
    expect(FakeCanvas.drawn).toEqual([[bitmap, 0, 0, 4, 2]]);
    expect(bitmap.close).toHaveBeenCalledTimes(1);
  });

  it("turns the browser's complaint into an ImageError with the source", async () => {
    const createImageBitmap = async () => {
      throw new Error("The source image could not be decoded.");
    };
    install({ OffscreenCanvas: FakeCanvas, createImageBitmap });
    const decoding = imageDecoder.decode(Uint8Array.of(1, 2), { source: "text.jpg", ...request });
    await expect(decoding).rejects.toMatchObject({ code: "IMAGE_UNREADABLE", source: "text.jpg" });
  });

  it("says what is missing where there is no createImageBitmap", async () => {
    await expect(imageDecoder.decode(Uint8Array.of(1), { source: "a.jpg", ...request })).rejects.toBeInstanceOf(
      RuntimeMissingError,
    );
  });
});

describe("readDrawable in the browser", () => {
  it("draws an image element at its own size once it is loaded", async () => {
    install({ OffscreenCanvas: FakeCanvas, HTMLImageElement: FakeImage });
    const image = await imageDecoder.readDrawable(new FakeImage(), request);
    expect([image!.width, image!.height, image!.data.length]).toEqual([3, 2, 18]);
  });

  it("names the source of an image element that cannot be loaded", async () => {
    install({ OffscreenCanvas: FakeCanvas, HTMLImageElement: FakeImage });
    const broken = new FakeImage();
    broken.decode = async () => {
      throw new Error("EncodingError");
    };
    await expect(imageDecoder.readDrawable(broken, request)).rejects.toMatchObject({
      source: "http://localhost/face.jpg",
    });
  });

  it("reads a video at the size of its frames, and refuses one without frames", async () => {
    install({ OffscreenCanvas: FakeCanvas, HTMLVideoElement: FakeVideo });
    const video = new FakeVideo();
    await expect(imageDecoder.readDrawable(video, request)).rejects.toThrow(/loadeddata/);
    video.videoWidth = 8;
    video.videoHeight = 6;
    expect(await imageDecoder.readDrawable(video, request)).toMatchObject({ width: 8, height: 6 });
  });

  it("explains crossOrigin where the browser does not give the pixels", async () => {
    install({ OffscreenCanvas: FakeCanvas, HTMLImageElement: FakeImage });
    const foreign = new FakeImage();
    foreign.tainted = true;
    const reading = imageDecoder.readDrawable(foreign, request);
    await expect(reading).rejects.toBeInstanceOf(ImageError);
    await expect(reading).rejects.toThrow(/crossOrigin = "anonymous"/);
  });

  it("answers null for what cannot be drawn", async () => {
    install({ OffscreenCanvas: FakeCanvas, HTMLImageElement: FakeImage });
    expect(await imageDecoder.readDrawable({ width: 1, height: 1, data: new Uint8Array(3) }, request)).toBeNull();
  });
});
