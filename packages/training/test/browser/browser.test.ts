import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundlePage, findChromium, launchChromium, type Server, serve } from "@fagr/testing/browser";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, BrowserContext } from "playwright-core";
import { memoryStorage } from "../../src/storage/training-storage";
import { activateNodeBackend } from "../../src/trainer/node-backend";
import { runTraining } from "../../src/trainer/run-training";
import { createLocalTeam } from "../../src/trainer/team";
import { tinyGentleStage, tinySplit } from "../tiny";
import type { BrowserPage } from "./page";

declare const browserPage: BrowserPage;

const executable = findChromium();
if (!executable) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): training in the browser");

const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
const wasmFile = "tfjs-backend-wasm-simd.wasm";
const wasm = readFileSync(
  fileURLToPath(new URL(`../../node_modules/@tensorflow/tfjs-backend-wasm/dist/${wasmFile}`, import.meta.url)),
);
/** Few: in a small network with batch normalisation, what is rounded differently grows from step to step. */
const steps = 2;

(executable ? describe : describe.skip)("training in Chromium", () => {
  let browser: Browser;
  let context: BrowserContext;
  let server: Server;

  beforeAll(async () => {
    const files = new Map<string, Uint8Array | string>([
      ["/index.html", html],
      ["/page.js", (await bundlePage(fileURLToPath(new URL("page.ts", import.meta.url)))).code],
      [`/tfjs/${wasmFile}`, wasm],
    ]);
    server = await serve(files);
    browser = await launchChromium(executable!);
    context = await browser.newContext();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  async function onPage<T>(use: (page: Awaited<ReturnType<BrowserContext["newPage"]>>) => Promise<T>): Promise<T> {
    const page = await context.newPage();
    try {
      await page.goto(`${server.origin}/index.html`);
      return await use(page);
    } finally {
      await page.close();
    }
  }

  it("ends with the weights of Node, also when the tab is closed in between", async () => {
    const { weights } = await runTraining({
      ...tinySplit(),
      recipe: tinyGentleStage(steps),
      storage: memoryStorage(),
      createTeam: createLocalTeam(activateNodeBackend),
    });
    const options = { steps, gentle: true, folder: "run", wasmPaths: "/tfjs/" };
    const first = await onPage((page) =>
      page.evaluate((given) => browserPage.train({ ...given, stopAfter: 1 }), options),
    );
    expect(first).toMatchObject({ step: 1, resumedAt: null });
    const second = await onPage((page) => page.evaluate((given) => browserPage.train(given), options));
    expect(second).toMatchObject({ step: steps, resumedAt: 1 });
    expect(second.losses).toHaveLength(steps);
    expect(second.weights.map(([name]) => name)).toEqual([...weights.keys()]);
    for (const [name, bytes] of second.weights) {
      const received = new Float32Array(Uint8Array.from(Buffer.from(bytes, "latin1")).buffer);
      const expected = weights.get(name)!;
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      const difference = expected.reduce((most, value, index) => Math.max(most, Math.abs(value - received[index]!)), 0);
      expect({ name, close: difference / largest < 1e-5 }).toEqual({ name, close: true });
    }
  });

  it("learns: the loss falls", async () => {
    const { losses } = await onPage((page) =>
      page.evaluate(() => browserPage.train({ steps: 20, wasmPaths: "/tfjs/" })),
    );
    const mean = (part: number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
    expect(mean(losses.slice(-4))).toBeLessThan(0.8 * mean(losses.slice(0, 4)));
  });

  it("says what to do where the wasm files are missing", async () => {
    const failure = await onPage((page) => page.evaluate(() => browserPage.failure("/nowhere/")));
    expect(failure.name).toBe("RuntimeMissingError");
    expect(failure.message).toContain("wasmPaths");
  });
});
