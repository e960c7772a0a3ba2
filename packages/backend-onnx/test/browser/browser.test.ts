import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadAgeGenderModel } from "@fagr/core";
import { createArchitecture, saveWeights } from "@fagr/core/network";
import { randomBatch, randomWeights } from "@fagr/testing";
import { bundlePage, findChromium, launchChromium, type Server, serve } from "@fagr/testing/browser";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { onnxBackend } from "../../src/index";
import type { BrowserPage } from "./page";

declare const browserPage: BrowserPage;

const executable = findChromium();
if (!executable) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): the backend in the browser");

const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
const wasmFile = (name: string): [string, Uint8Array] => [
  name,
  readFileSync(fileURLToPath(new URL(`../../node_modules/onnxruntime-web/dist/${name}`, import.meta.url))),
];
const [wasmName, wasm] = wasmFile("ort-wasm-simd-threaded.wasm");
const [mjsName, mjs] = wasmFile("ort-wasm-simd-threaded.mjs");
const photo = readFileSync(fileURLToPath(new URL("../../../testing/photos/astronaut.png", import.meta.url)));
const face = { x: 168.5, y: 62, width: 110, height: 140 };
const count = 3;

(executable ? describe : describe.skip)("onnxBackend in Chromium", () => {
  const architecture = createArchitecture();
  const weights = randomWeights(architecture, 21);
  const batch = randomBatch(architecture, count, 22);
  const files = new Map<string, Uint8Array | string>([
    ["/index.html", html],
    ["/photo.png", photo],
    ["/pixels.bin", new Uint8Array(batch.data.buffer)],
  ]);
  let browser: Browser;
  let inputs: string[];

  beforeAll(async () => {
    const bundle = await bundlePage(fileURLToPath(new URL("page.ts", import.meta.url)));
    inputs = bundle.inputs;
    files.set("/page.js", bundle.code);
    const { manifest, data } = await saveWeights(weights.tensors, { ...weights.manifest, file: "model.bin" });
    files.set("/weights/manifest.json", JSON.stringify(manifest)).set("/weights/model.bin", data);
    browser = await launchChromium(executable!);
  });

  afterAll(async () => {
    await browser?.close();
  });

  /** Opens the page in a new browser profile and lets `use` work with it; complaints on the console fail the test. */
  async function withPage<T>(
    { extra = [], isolated = false }: { extra?: [string, Uint8Array][]; isolated?: boolean },
    use: (page: Awaited<ReturnType<Browser["newPage"]>>, server: Server) => Promise<T>,
  ): Promise<T> {
    await using server = await serve(new Map([...files, ...extra]), { isolated });
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      // Browsers ask for an icon that we do not have.
      if (["error", "warning"].includes(message.type()) && !message.location().url.endsWith("/favicon.ico"))
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    try {
      await page.goto(`${server.origin}/index.html`);
      const result = await use(page, server);
      expect(complaints).toEqual([]);
      return result;
    } finally {
      await page.close();
    }
  }

  it("is bundled without onnxruntime-node and with the small build of onnxruntime-web", () => {
    expect(inputs.filter((input) => input.includes("/onnxruntime-node/"))).toEqual([]);
    const web = inputs.filter((input) => input.includes("/onnxruntime-web/"));
    expect(web).toEqual([expect.stringContaining("ort.wasm.bundle.min.mjs")]);
  });

  it("finds its wasm file beside the script and gives the probabilities that Node gives", async () => {
    const inBrowser = await withPage({ extra: [[`/${wasmName}`, wasm]] }, async (page) => {
      const availability = await page.evaluate(() => browserPage.availability({}));
      expect(availability).toEqual({ available: true, reason: expect.stringContaining("onnxruntime-web") });
      return page.evaluate((faces) => browserPage.runPixels({}, faces), count);
    });
    for (const runtime of ["node", "web"] as const) {
      const network = await onnxBackend({ runtime, threads: 1 }).createNetwork(weights);
      const inNode = await network.run(batch);
      await network.dispose();
      expectClose(inBrowser.age, inNode.age);
      expectClose(inBrowser.gender, inNode.gender);
    }
  });

  it("predicts a photo that the browser decoded as Node predicts the same pixels", async () => {
    const { prediction, image } = await withPage({ extra: [[`/${wasmName}`, wasm]] }, (page) =>
      page.evaluate((box) => browserPage.predictPhoto({}, box), face),
    );
    expect([image.width, image.height]).toEqual([512, 512]);
    await using model = await loadAgeGenderModel({ backend: onnxBackend({ threads: 1 }), weights });
    const pixels = { ...image, data: new Uint8Array(Buffer.from(image.latin1, "latin1")) };
    const [inNode] = await model.predict([{ image: pixels, box: face }], { ageDistribution: true });
    expect(prediction.gender).toBe(inNode!.gender);
    expectClose([prediction.genderProbability], [inNode!.genderProbability]);
    expectClose(prediction.ageDistribution!, inNode!.ageDistribution!);
    expect(Math.abs(prediction.age - inNode!.age)).toBeLessThan(1e-2);
  });

  it.each([
    ["one file", { wasm: `/elsewhere/${wasmName}` }],
    ["a folder", "/elsewhere/"],
  ])("takes wasmPaths as %s", async (_, wasmPaths) => {
    const extra: [string, Uint8Array][] = [
      [`/elsewhere/${wasmName}`, wasm],
      [`/elsewhere/${mjsName}`, mjs],
    ];
    const { available } = await withPage({ extra }, (page) =>
      page.evaluate((options) => browserPage.availability(options), { wasmPaths }),
    );
    expect(available).toBe(true);
  });

  it("uses threads on a cross-origin isolated page that says where their script is", async () => {
    const extra: [string, Uint8Array][] = [
      [`/elsewhere/${wasmName}`, wasm],
      [`/elsewhere/${mjsName}`, mjs],
    ];
    const options = { wasmPaths: "/elsewhere/", threads: 2 };
    await withPage({ extra, isolated: true }, async (page) => {
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      const { age } = await page.evaluate(([given, faces]) => browserPage.runPixels(given, faces), [
        options,
        count,
      ] as const);
      expect(age.length).toBe(count * 48);
      expect(page.workers().length).toBeGreaterThan(0);
    });
  });

  it.each([
    ["is not isolated", false],
    ["does not say where their script is", true],
  ])("has one thread, without a complaint, where the page %s", async (_, isolated) => {
    await withPage({ extra: [[`/${wasmName}`, wasm]], isolated }, async (page) => {
      expect(await page.evaluate(() => browserPage.availability({ threads: 4 }))).toMatchObject({ available: true });
      expect(page.workers()).toEqual([]);
    });
  });

  it("says what to do where the wasm file is missing", async () => {
    await using server = await serve(files);
    const page = await browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    const failure = await page.evaluate(() => browserPage.failure({}));
    expect(failure).toMatchObject({ name: "RuntimeMissingError", code: "RUNTIME_MISSING" });

    expect(failure.message).toContain(wasmName);
    expect(failure.message).toContain("wasmPaths");
    await page.close();
  });
});

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  const differences = Array.from(expected, (value, index) => Math.abs(value - actual[index]!));
  // Both compute in float32, in another order; NaN fails too.
  expect(differences.every((difference) => difference < 1e-4)).toBe(true);
}
