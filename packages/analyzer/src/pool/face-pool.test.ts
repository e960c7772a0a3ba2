import { execFile } from "node:child_process";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { DisposedError, ImageError, InvalidArgumentError, loadImage, WeightsError } from "@fagr/core";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createFaceAnalyzer } from "../create-face-analyzer";
import type * as Pool from "./index";
import { serveFacePool } from "./serve-face-pool";

// Worker threads run built code, so the pool beside them is the built one too.
const built = new URL("../../dist/pool.js", import.meta.url).href;
const { createFacePool, PoolFullError, WorkerCrashedError } = (await import(built)) as typeof Pool;

const run = promisify(execFile);
const photo = fileURLToPath(new URL("../../../testing/photos/astronaut.png", import.meta.url));
const moody = new URL("./testing/moody-analyzer.mjs", import.meta.url);
const reasonsOf = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === "rejected" ? (result.reason as Error).name : "answer"));
/** A picture of one width, which the moody analyzer answers with. */
const picture = (width: number) => ({ width, height: 1, data: new Uint8Array(width * 3) });
const widthOf = ([face]: readonly { readonly box: { readonly width: number } }[]) => face?.box.width;

describe("a pool on a real photo", () => {
  let pool: Pool.FacePool;
  let bytes: Buffer;
  beforeAll(async () => {
    pool = await createFacePool({ threads: 2 });
    bytes = await readFile(photo);
  });
  afterAll(() => pool.dispose());

  it("answers as an analyzer does, whatever the picture comes as, and leaves the caller's bytes alone", async () => {
    await using analyzer = await createFaceAnalyzer();
    const expected = await analyzer.analyze(photo, { ageDistribution: true, mirror: true });
    expect(expected).toHaveLength(1);
    const image = await loadImage(photo);
    const kinds = [photo, new URL(`file://${photo}`), bytes, new Blob([new Uint8Array(bytes)]), image];
    const answers = await Promise.all(kinds.map((kind) => pool.analyze(kind, { ageDistribution: true, mirror: true })));
    for (const answer of answers) expect(answer).toEqual(expected);
    const bgr = new Uint8Array(image.data).map((_, index, data) => data[index - (index % 3) + 2 - (index % 3)]!);
    const streamed = [
      new Response(new Uint8Array(bytes)),
      new Blob([new Uint8Array(bytes)]).stream(),
      createReadStream(photo),
    ];
    for (const kind of [...streamed, { ...image, data: bgr, format: "bgr" } as const])
      expect(await pool.analyze(kind, { ageDistribution: true, mirror: true })).toEqual(expected);
    expect([bytes.length > 0, image.data.length]).toEqual([true, image.width * image.height * 3]);
    expect(bytes).toEqual(await readFile(photo));
    const regions = [{ image, box: expected[0]!.box }, { image }];
    expect(await pool.predict(regions)).toEqual(await analyzer.model.predict(regions));
  });

  it("throws the errors of the analyzer, of their class and with their fields", async () => {
    const broken = await pool.analyze(bytes.subarray(0, 50_000)).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(ImageError);
    expect(broken).toMatchObject({ code: "IMAGE_UNREADABLE", source: "the given bytes" });
    await expect(pool.analyze(photo, { allowedLocations: [] })).rejects.toThrow(InvalidArgumentError);
    await expect(pool.analyze(photo, { mirorr: true } as never)).rejects.toThrow(/mirror/);
    await expect(pool.analyze(photo, { fetch } as never)).rejects.toThrow(/no option "fetch"/);
    await expect(pool.analyze(loadImage(photo) as never)).rejects.toThrow(/another thread.*await/s);
    await expect(pool.analyze(null as never)).rejects.toThrow(InvalidArgumentError);
    const tooLong = createReadStream(photo);
    await expect(pool.analyze(tooLong, { maximumBytes: 1000 })).rejects.toThrow(/at most 1000 bytes/);
    await expect(pool.predict("face.jpg" as never)).rejects.toThrow(InvalidArgumentError);
    expect(await pool.analyze(bytes)).toHaveLength(1);
  });
});

describe("a pool's queue", () => {
  it("never mixes answers up", async () => {
    await using pool = await createFacePool({ threads: 3, analyzer: moody, queue: 300 });
    const widths = Array.from({ length: 200 }, (_, index) => index + 10);
    const answers = await Promise.all(widths.map((width) => pool.analyze(picture(width))));
    expect(answers.map(widthOf)).toEqual(widths);
  });

  it("is full with a clear error, and takes requests again", async () => {
    await using pool = await createFacePool({ threads: 1, analyzer: moody, queue: 2 });
    const results = await Promise.allSettled([11, 12, 13, 14, 15].map((width) => pool.analyze(picture(width))));
    expect(reasonsOf(results)).toEqual(["answer", "answer", "answer", "PoolFullError", "PoolFullError"]);
    const [, , , refused] = results as PromiseRejectedResult[];
    expect(refused!.reason).toBeInstanceOf(PoolFullError);
    expect(refused!.reason).toMatchObject({ code: "POOL_FULL", queue: 2 });
    expect(widthOf(await pool.analyze(picture(16)))).toBe(16);
  });

  it("gives the place of an aborted request to the next, whether it waited or was worked on", async () => {
    await using pool = await createFacePool({ threads: 1, analyzer: moody, queue: 1 });
    const abort = new AbortController();
    // 2 is worked on until it is aborted.
    const endless = pool.analyze(picture(2), { signal: abort.signal });
    const other = new AbortController();
    const waiting = pool.analyze(picture(20), { signal: other.signal });
    expect(pool.load).toEqual({ threads: 1, busy: 1, waiting: 1 });
    other.abort(new Error("left"));
    await expect(waiting).rejects.toThrow("left");
    const next = pool.analyze(picture(21));
    expect(pool.load.waiting).toBe(1);
    abort.abort(new Error("gone"));
    await expect(endless).rejects.toThrow("gone");
    expect(widthOf(await next)).toBe(21);
    await expect(pool.analyze(picture(22), { signal: AbortSignal.abort(new Error("before")) })).rejects.toThrow(
      "before",
    );
    expect(pool.load).toEqual({ threads: 1, busy: 0, waiting: 0 });
  });
});

describe("a thread that does not come to an end", () => {
  it("is replaced after workTimeout: its request fails, those behind it are answered, and the pool can be ended", async () => {
    const pool = await createFacePool({ threads: 1, analyzer: moody, workTimeout: 1500 });
    const [hung, next] = await Promise.allSettled([pool.analyze(picture(5)), pool.analyze(picture(20))]);
    expect(hung).toMatchObject({
      reason: { name: "WorkerCrashedError", message: expect.stringMatching(/worked for 1500 ms.*workTimeout/) },
    });
    expect(next).toMatchObject({ status: "fulfilled", value: [{ box: { width: 20 } }] });
    const stuck = pool.analyze(picture(5)).catch((error: Error) => error.name);
    await pool.dispose();
    expect(await stuck).toBe("WorkerCrashedError");
  });

  it("is given up by its caller at once", async () => {
    await using pool = await createFacePool({ threads: 1, analyzer: moody, workTimeout: 1500 });
    const stop = new AbortController();
    const hung = pool.analyze(picture(5), { signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(hung).rejects.toThrow("enough");
    expect(widthOf(await pool.analyze(picture(21)))).toBe(21);
  });

  it.each([0, 1.5, Number.POSITIVE_INFINITY, "1000"])(
    "wants a whole number of milliseconds, not %p",
    async (workTimeout) => {
      await expect(createFacePool({ workTimeout: workTimeout as number })).rejects.toThrow(/workTimeout.*whole number/);
    },
  );
});

describe("a thread that crashes", () => {
  // 3 throws outside of any promise, 4 ends the thread.
  it.each([3, 4])("fails its own request once, and a new one answers the others (%i)", async (width) => {
    await using pool = await createFacePool({ threads: 1, analyzer: moody });
    const widths = [10, width, 11, width, 12];
    const results = await Promise.allSettled(widths.map((one) => pool.analyze(picture(one))));
    expect(reasonsOf(results)).toEqual(["answer", "WorkerCrashedError", "answer", "WorkerCrashedError", "answer"]);
    const { reason } = results[1] as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(WorkerCrashedError);
    expect(reason.message).toMatch(width === 3 ? /out of the blue/ : /code 7/);
    expect(widthOf((results[4] as PromiseFulfilledResult<Parameters<typeof widthOf>[0]>).value)).toBe(12);
  });
});

describe("a pool's life", () => {
  it("ends with what was begun answered and what waited refused", async () => {
    const pool = await createFacePool({ threads: 1, analyzer: moody });
    const results = Promise.allSettled([pool.analyze(picture(10)), pool.analyze(picture(11))]);
    await Promise.all([pool.dispose(), pool.dispose()]);
    expect(reasonsOf(await results)).toEqual(["answer", "DisposedError"]);
    await expect(pool.analyze(picture(12))).rejects.toThrow(DisposedError);
    expect(pool.load).toEqual({ threads: 0, busy: 0, waiting: 0 });
  });

  it("begins with all threads or says why not", async () => {
    const broken = new URL("./testing/broken-analyzer.mjs", import.meta.url);
    await expect(createFacePool({ analyzer: broken })).rejects.toThrow(WeightsError);
    await expect(createFacePool({ analyzer: "/no/such/file.mjs" })).rejects.toThrow(/Cannot find module/);
    const signal = AbortSignal.timeout(1);
    await expect(createFacePool({ signal })).rejects.toThrow(/timeout/);
  });

  it("takes workers of one's own, and says which are none", async () => {
    const script = new URL("./testing/own-worker.mjs", import.meta.url);
    await using pool = await createFacePool({ threads: 2, worker: () => new Worker(script) });
    expect(widthOf(await pool.analyze(picture(31)))).toBe(31);
    const refused = createFacePool({ worker: (() => ({ postMessage() {}, terminate() {} })) as never });
    await expect(refused).rejects.toThrow(/worker\(\) to give a Worker/);
    await expect(createFacePool({ worker: () => new Worker(script), analyzer: moody })).rejects.toThrow(
      /received both/,
    );
    expect(() => serveFacePool()).toThrow(/no worker's thread/);
  });

  it("keeps no process alive that has nothing to do, also a program on the command line", async () => {
    const program = `import { createFacePool } from ${JSON.stringify(built)};
      const pool = await createFacePool({ threads: 1 });
      console.log((await pool.analyze(${JSON.stringify(photo)})).length);`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], { timeout: 120_000 });
    expect(stdout).toBe("1\n");
  });

  it.each([
    [{ threads: 0 }, /threads.*1 to 256/],
    [{ threads: 1.5 }, /threads/],
    [{ queue: -1 }, /queue/],
    [{ thread: 2 }, /Did you mean threads/],
    [{ analyzer: "analyzer.js" }, /absolute path/],
    [{ signal: {} }, /AbortSignal/],
  ])("refuses %j", async (options, message) => {
    const refused = createFacePool(options as never);
    await expect(refused).rejects.toThrow(InvalidArgumentError);
    await expect(refused).rejects.toThrow(message);
  });
});
