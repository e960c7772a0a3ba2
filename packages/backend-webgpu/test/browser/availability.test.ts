import { fileURLToPath } from "node:url";
import { bundlePage, findChromium, launchChromium, serve } from "@fagr/testing/browser";
import { beforeAll, describe, expect, it } from "@jest/globals";
import type { WebgpuBackendOptions } from "../../src/index";
import type { BrowserPage } from "./page";
import { softwareWebgpu } from "./setting";

declare const browserPage: BrowserPage;

const executable = findChromium();
if (!executable) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): whether WebGPU is there");

(executable ? describe : describe.skip)("webgpuBackend in Chromium", () => {
  const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
  let bundle: Awaited<ReturnType<typeof bundlePage>>;

  beforeAll(async () => {
    bundle = await bundlePage(fileURLToPath(new URL("page.ts", import.meta.url)));
  });

  async function askPage(flags: readonly string[], options: WebgpuBackendOptions) {
    await using server = await serve(
      new Map<string, Uint8Array | string>([
        ["/index.html", html],
        ["/page.js", bundle.code],
      ]),
    );
    const browser = await launchChromium(executable!, flags);
    try {
      const page = await browser.newPage();
      await page.goto(`${server.origin}/index.html`);
      return await page.evaluate((given) => browserPage.availability(given), options);
    } finally {
      await browser.close();
    }
  }

  it("is bundled without the package for Node", () => {
    expect(bundle.inputs.filter((input) => /node_modules\/webgpu\//.test(input))).toEqual([]);
    expect(bundle.inputs.some((input) => input.includes("tfjs-backend-webgpu"))).toBe(true);
  });

  it("refuses a software adapter, by name, unless it is allowed", async () => {
    const refused = await askPage(softwareWebgpu, {});
    expect(refused.available).toBe(false);
    expect(refused.reason).toMatch(/only a software adapter \(.*swiftshader.*\).*allowSoftwareAdapter/);
    const allowed = await askPage(softwareWebgpu, { allowSoftwareAdapter: true });
    expect(allowed).toEqual({
      available: true,
      reason: expect.stringMatching(/tfjs-backend-webgpu .* runs here on .*swiftshader.*, in software: slow\.$/),
    });
  });

  it("says that there is no GPU where Chromium uses none", async () => {
    const { available, reason } = await askPage(["--disable-gpu"], { allowSoftwareAdapter: true });
    expect(available).toBe(false);
    expect(reason).toMatch(/^Expected .*WebGPU.*wasm/);
  });
});
