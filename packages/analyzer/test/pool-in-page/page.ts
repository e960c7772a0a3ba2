// What the tests of a pool do in a page. Everything that comes back survives JSON.
import { createFacePool, type FacePool, type FacePoolOptions } from "@fagr/analyzer/pool";
import type { AnalyzedFace, FagrError, ImageInput } from "@fagr/core";

const moody = () => new Worker("/moody-worker.js", { type: "module" });
const picture = (width: number) => ({ width, height: 1, data: new Uint8Array(width * 3) });
const canvasOf = (width: number, height: number, colour: string) => {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas, colour);
  return canvas;
};
function paint(canvas: OffscreenCanvas, colour: string) {
  const context = canvas.getContext("2d")!;
  context.fillStyle = colour;
  context.fillRect(0, 0, canvas.width, canvas.height);
}
async function imageElement(source: string, settings: Partial<HTMLImageElement> = {}) {
  const image = Object.assign(document.createElement("img"), settings, { src: source });
  document.body.append(image);
  return image;
}
/** Name, code and message of an error, or the value. */
const settle = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (error: FagrError) => ({ name: error.name, code: error.code, message: error.message }),
  );
const widthsOf = (results: readonly { value?: unknown; name?: string }[]) =>
  results.map(({ value, name }) => name ?? (value as AnalyzedFace[])[0]!.box.width);

async function withPool<Result>(options: FacePoolOptions, use: (pool: FacePool) => Promise<Result>): Promise<Result> {
  const pool = await createFacePool(options);
  try {
    return await use(pool);
  } finally {
    await pool.dispose();
  }
}
const withMoody = <Result>(options: FacePoolOptions, use: (pool: FacePool) => Promise<Result>) =>
  withPool({ worker: moody, ...options }, use);

const scenarios = {
  /** One photo, as everything that a page may have of it. */
  photo: () =>
    withPool({ threads: 2, queue: 20 }, async (pool) => {
      const bytes = await (await fetch("/album/photo.png")).arrayBuffer();
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = document.createElement("canvas");
      Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
      canvas.getContext("2d")!.drawImage(bitmap, 0, 0);
      const inputs: Record<string, ImageInput> = {
        "relative address": "photo.png",
        address: new URL("photo.png", document.baseURI),
        "address of a blob": URL.createObjectURL(new Blob([bytes])),
        bytes,
        File: new File([bytes], "photo.png"),
        Response: await fetch("photo.png"),
        stream: new Blob([bytes]).stream(),
        "image element": await imageElement("photo.png"),
        "lazy image below the screen": await imageElement("photo.png", { loading: "lazy" }),
        canvas,
        ImageData: canvas.getContext("2d")!.getImageData(0, 0, bitmap.width, bitmap.height),
        ImageBitmap: bitmap,
        VideoFrame: new VideoFrame(canvas, { timestamp: 0 }),
      };
      const answers = await Promise.all(
        Object.entries(inputs).map(async ([name, input]) => [name, await pool.analyze(input)] as const),
      );
      const [, [face]] = answers[0]!;
      const predicted = await pool.predict([{ image: bitmap, box: face!.box }, { image: bitmap }]);
      return { answers, predicted, bitmapIsWhole: bitmap.width > 0, bytesAreWhole: bytes.byteLength > 0 };
    }),

  /** A canvas that is painted over, and a raw frame, as the worker sees them. */
  pixels: () =>
    withMoody({ threads: 1 }, async (pool) => {
      const canvas = canvasOf(20, 4, "rgb(200, 0, 0)");
      const before = pool.analyze(canvas);
      paint(canvas, "rgb(10, 0, 0)");
      const bgr = { width: 30, height: 1, data: new Uint8Array(90).map((_, index) => [1, 2, 3][index % 3]!) };
      const answers = await Promise.all([before, pool.analyze(canvas), pool.analyze({ ...bgr, format: "bgr" })]);
      return answers.map(([face]) => face!.box);
    }),

  /** What goes wrong on the way, with the analyzer's own errors. */
  errors: () =>
    withPool({ threads: 1 }, async (pool) => {
      const foreign = await imageElement("/broken.png");
      return Promise.all(
        Object.entries({
          "no picture": pool.analyze(new Uint8Array(100)),
          "no such address": pool.analyze("nowhere.png"),
          "a broken element": pool.analyze(foreign),
          "not allowed": pool.analyze("photo.png", { allowedLocations: [] }),
          base64: pool.analyze(`/9j/${"A".repeat(2000)}`),
          "too large": pool.analyze(canvasOf(40, 40, "red"), { maximumPixels: 1000 }),
          "a promise": pool.analyze(Promise.resolve("photo.png") as never),
          "a function": pool.analyze("photo.png", { fetch } as never),
          nothing: pool.analyze(null as never),
        }).map(async ([name, promise]) => [name, await settle(promise)] as const),
      );
    }),

  /** An image of another origin that the page may show and not read. */
  async foreign(address: string) {
    const image = await imageElement(address);
    return withMoody({ threads: 1 }, (pool) => settle(pool.analyze(image)));
  },

  order: () =>
    withMoody({ threads: 3, queue: 300 }, async (pool) => {
      const widths = Array.from({ length: 200 }, (_, index) => index + 10);
      // Every third is captured first, and comes into the queue later.
      const inputs = widths.map((width) => (width % 3 === 0 ? canvasOf(width, 1, "red") : picture(width)));
      const answers = await Promise.all(inputs.map((input) => pool.analyze(input)));
      return answers.every(([face], index) => face!.box.width === widths[index]);
    }),

  full: () =>
    withMoody({ threads: 1, queue: 2 }, async (pool) => {
      const inputs = [picture(11), canvasOf(12, 1, "red"), canvasOf(13, 1, "red"), picture(14), canvasOf(15, 1, "red")];
      const results = await Promise.all(inputs.map((input) => settle(pool.analyze(input))));
      const later = await settle(pool.analyze(picture(16)));
      return widthsOf([...results, later]);
    }),

  abort: () =>
    withMoody({ threads: 1, queue: 1 }, async (pool) => {
      const [endless, other, slow] = [new AbortController(), new AbortController(), new AbortController()];
      const first = settle(pool.analyze(picture(2), { signal: endless.signal }));
      const waiting = settle(pool.analyze(picture(20), { signal: other.signal }));
      other.abort(new Error("left"));
      const image = await imageElement("/never.png", { loading: "lazy" });
      const captured = settle(pool.analyze(image, { signal: slow.signal }));
      const full = await settle(pool.analyze(picture(23)));
      slow.abort(new Error("no patience"));
      const reasons = [await waiting, await captured];
      const next = settle(pool.analyze(picture(21)));
      endless.abort(new Error("gone"));
      const results = [await first, ...reasons, full, await next];
      return { results: results.map((one) => ("message" in one ? one.message : widthsOf([one])[0])), load: pool.load };
    }),

  /** Each width's mood between pictures that are answered. */
  crash: (width: number) =>
    withMoody({ threads: 1, workTimeout: width === 5 ? 1000 : 100_000 }, async (pool) => {
      const results = await Promise.all([10, width, 11, width, 12].map((one) => settle(pool.analyze(picture(one)))));
      return { widths: widthsOf(results), error: results[1] };
    }),

  async life() {
    const pool = await createFacePool({ worker: moody, threads: 1 });
    const results = [pool.analyze(picture(10)), pool.analyze(canvasOf(11, 1, "red"))].map(settle);
    await Promise.all([pool.dispose(), pool.dispose()]);
    const late = await settle(pool.analyze(picture(12)));
    return { widths: widthsOf([...(await Promise.all(results)), late]), load: pool.load };
  },

  beginnings: () =>
    Promise.all(
      Object.entries({
        "no script": createFacePool({ worker: () => new Worker("/nowhere.js", { type: "module" }) }),
        "no worker": createFacePool({ worker: (() => ({})) as never }),
        "an analyzer": createFacePool({ analyzer: "/analyzer.js" }),
        "a worker itself": createFacePool({ worker: moody() as never }),
        stopped: createFacePool({ worker: moody, signal: AbortSignal.timeout(1) }),
      }).map(async ([name, promise]) => [name, await settle(promise)] as const),
    ),
};

export type Scenarios = typeof scenarios;

Object.assign(globalThis, { scenarios });
