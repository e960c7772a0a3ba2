import { fileURLToPath } from "node:url";
import { bundlePage, findChromium, launchChromium, serve } from "@fagr/testing/browser";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { BrowserPage } from "./page";
import { softwareWebgl, wasmFiles } from "./setting";

declare const browserPage: BrowserPage;

const executable = findChromium();
if (!executable)
  console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): how tfjs starts in a browser");

(executable ? describe : describe.skip)("tfjs in Chromium", () => {
  const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
  let script: Uint8Array;
  let browser: Browser;

  beforeAll(async () => {
    ({ code: script } = await bundlePage(fileURLToPath(new URL("page.ts", import.meta.url))));
    browser = await launchChromium(executable!, softwareWebgl);
  });

  afterAll(() => browser?.close());

  async function withPage<T>(
    { files = wasmFiles, isolated = false }: { files?: ReadonlyMap<string, Uint8Array>; isolated?: boolean },
    use: (page: Page) => Promise<T>,
  ): Promise<T> {
    await using server = await serve(
      new Map<string, Uint8Array | string>([...files, ["/index.html", html], ["/page.js", script]]),
      { isolated },
    );
    const page = await browser.newPage();
    try {
      await page.goto(`${server.origin}/index.html`);
      return await use(page);
    } finally {
      await page.close();
    }
  }

  it("says what to do where the .wasm files are missing", async () => {
    const failure = await withPage({ files: new Map() }, (page) => page.evaluate(() => browserPage.failure({})));
    expect(failure).toMatchObject({ code: "RUNTIME_MISSING", packageName: "@tensorflow/tfjs-backend-wasm" });
    expect(failure.message).toMatch(/does not start here: .*wasmPaths/);
  });

  it("starts wasm from the folder or the files that it is told, and chooses nothing for the application", async () => {
    const byName = Object.fromEntries([...wasmFiles.keys()].map((path) => [path.split("/").at(-1)!, path]));
    for (const wasmPaths of ["/tfjs/", byName])
      await withPage({}, async (page) => {
        expect(await page.evaluate((options) => browserPage.availability(options), { wasmPaths })).toEqual({
          available: true,
          reason: expect.stringMatching(/tfjs-backend-wasm .* runs here with SIMD\.$/),
        });
        expect(await page.evaluate(() => browserPage.chosen())).toBeNull();
      });
  });

  it("computes in threads on a cross-origin isolated page, as many as it is told", async () => {
    await withPage({ isolated: true }, async (page) => {
      const options = { wasmPaths: "/tfjs/", threads: 2 };
      expect(await page.evaluate((given) => browserPage.availability(given), options)).toMatchObject({
        available: true,
      });
      expect(page.workers().length).toBeGreaterThan(0);
    });
  });

  it("tells on what WebGL draws", async () => {
    const { available, reason } = await withPage({}, (page) =>
      page.evaluate(() => browserPage.availability({ runtime: "webgl" })),
    );
    expect(available).toBe(true);
    expect(reason).toMatch(/tfjs-backend-webgl .* runs here on .*SwiftShader.*, which computes in software: slow\.$/);
  });
});
