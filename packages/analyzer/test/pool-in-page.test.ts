import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createFaceAnalyzer } from "@fagr/analyzer";
import type { AnalyzedFace } from "@fagr/core";
import {
  type Browser,
  bundlePage,
  findChromium,
  launchChromium,
  type Page,
  readFiles,
  type Server,
  serve,
} from "@fagr/testing/browser";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Scenarios } from "./pool-in-page/page";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const photo = file("../../testing/photos/astronaut.png");
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' blob:; img-src *";

const chromium = findChromium();
if (!chromium) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): a face pool in a page");

(chromium ? describe : describe.skip)("a face pool in a page with a strict policy", () => {
  let browser: Browser;
  let server: Server;
  let stranger: Server;
  let page: Page;

  beforeAll(async () => {
    const bundle = async (path: string) => (await bundlePage(file(path))).code;
    const files = new Map<string, Uint8Array | string>([
      [
        "/album/index.html",
        `<!doctype html><meta charset="utf-8"><script type="module" src="/scripts/page.js"></script>`,
      ],
      ["/album/photo.png", await readFile(photo)],
      ["/broken.png", "no picture"],
      ["/scripts/page.js", await bundle("pool-in-page/page.ts")],
      ["/scripts/pool-worker-browser.js", await bundle("../src/pool/pool-worker-browser.ts")],
      ["/moody-worker.js", await bundle("pool-in-page/moody-worker.ts")],
      ...(await readFiles(file("../../weights/models"), "/models/")),
      ...(await readFiles(file("../../detect/models"), "/models/")),
    ]);
    server = await serve(files, { headers: { "content-security-policy": policy } });
    stranger = await serve(new Map([["/photo.png", await readFile(photo)]]));
    browser = await launchChromium(chromium!);
    page = await browser.newPage();
    // A picture that never comes.
    await page.route("**/never.png", () => {});
    await page.goto(`${server.origin}/album/`);
    await page.waitForFunction(() => "scenarios" in globalThis);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
    await stranger?.[Symbol.asyncDispose]();
  });

  function run<Name extends keyof Scenarios>(
    name: Name,
    argument?: unknown,
  ): Promise<Awaited<ReturnType<Scenarios[Name]>>> {
    return page.evaluate(
      ([scenario, given]) =>
        (globalThis as unknown as { scenarios: Record<string, (given: unknown) => never> }).scenarios[scenario]!(given),
      [name, argument] as [string, unknown],
    );
  }

  it("gives Node's answer about a photo, whatever a page has of it, and leaves the page its own", async () => {
    await using analyzer = await createFaceAnalyzer();
    const [expected] = (await analyzer.analyze(photo)) as [AnalyzedFace];
    const { answers, predicted, bitmapIsWhole, bytesAreWhole } = await run("photo");
    expect(answers).toHaveLength(13);
    for (const [name, faces] of answers) {
      expect([name, faces.length, faces[0]?.gender]).toEqual([name, 1, expected.gender]);
      expect(Math.abs(faces[0]!.age - expected.age)).toBeLessThan(0.1);
      expect(Math.abs(faces[0]!.box.x - expected.box.x)).toBeLessThan(1);
    }
    expect([predicted.length, bitmapIsWhole, bytesAreWhole]).toEqual([2, true, true]);
    expect(Math.abs(predicted[0]!.age - expected.age)).toBeLessThan(0.1);
  });

  it("takes canvases as they were when they were given, and raw frames as their format says", async () => {
    const [before, after, raw] = await run("pixels");
    expect([before!.x, after!.x]).toEqual([200, 10]);
    // Blue came first.
    expect([raw!.x, raw!.y]).toEqual([3, 1]);
  });

  it("throws the analyzer's errors", async () => {
    const errors = new Map((await run("errors")) as unknown as [string, { code: string; message: string }][]);
    expect(Object.fromEntries([...errors].map(([name, { code }]) => [name, code]))).toEqual({
      "no picture": "IMAGE_UNREADABLE",
      "no such address": "DOWNLOAD_FAILED",
      "a broken element": "IMAGE_UNREADABLE",
      "not allowed": "INVALID_ARGUMENT",
      base64: "INVALID_ARGUMENT",
      "too large": "IMAGE_UNREADABLE",
      "a promise": "INVALID_ARGUMENT",
      "a function": "INVALID_ARGUMENT",
      nothing: "INVALID_ARGUMENT",
    });
    expect(errors.get("no such address")!.message).toContain(`${server.origin}/album/nowhere.png`);
    expect(errors.get("base64")!.message).toContain("looks like base64");
    expect(errors.get("a promise")!.message).toContain("await");
  });

  it("says of pictures that the page may not read what to do", async () => {
    const answer = await run("foreign", `${stranger.origin}/photo.png`);
    expect(answer).toMatchObject({
      code: "IMAGE_UNREADABLE",
      message: expect.stringContaining('crossOrigin = "anonymous"'),
    });
  });

  it("never mixes answers up", async () => {
    expect(await run("order")).toBe(true);
  });

  it("is full with an error at once, also for what has to be captured first", async () => {
    expect(await run("full")).toEqual([11, 12, 13, "PoolFullError", "PoolFullError", 16]);
  });

  it("gives the place of an aborted request to the next, whether it waited, was captured or was worked on", async () => {
    const { results, load } = await run("abort");
    expect(results).toEqual(["gone", "left", "no patience", expect.stringContaining("queue"), 21]);
    expect(load).toEqual({ threads: 1, busy: 0, waiting: 0 });
  });

  it.each([
    ["throws what nobody catches", 3, /out of the blue/],
    ["ends by itself", 4, /ended by itself/],
    ["works without an end", 5, /worked for 1000 ms.*workTimeout/],
    ["leaves a promise's error to nobody", 6, /left to nobody/],
  ])("replaces a worker that %s, which costs its own request alone", async (_, width, message) => {
    const { widths, error } = await run("crash", width);
    expect(widths).toEqual([10, "WorkerCrashedError", 11, "WorkerCrashedError", 12]);
    expect(error).toMatchObject({ code: "WORKER_CRASHED", message: expect.stringMatching(message) });
  });

  it("ends with what was begun answered and what waited refused", async () => {
    expect(await run("life")).toEqual({
      widths: [10, "DisposedError", "DisposedError"],
      load: { threads: 0, busy: 0, waiting: 0 },
    });
  });

  it("begins with all workers or says why not", async () => {
    const errors = Object.fromEntries(await run("beginnings")) as Record<string, { code: string; message: string }>;
    expect(errors["no script"]).toMatchObject({
      code: "WORKER_CRASHED",
      message: expect.stringContaining("could not be loaded"),
    });
    expect(errors["no worker"]).toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringContaining("worker()"),
    });
    expect(errors["an analyzer"]).toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringContaining("serveFacePool"),
    });
    expect(errors["a worker itself"]!.message).toMatch(/a function that starts one/);
    expect(errors.stopped).toMatchObject({ name: "TimeoutError" });
  });
});
