import { fileURLToPath } from "node:url";
import { bundlePage, findChromium, launchChromium, serve } from "@fagr/testing/browser";
import { describe, expect, it } from "@jest/globals";
import { runtimeFile } from "./wasm-file";
import type { WebgpuPage } from "./webgpu-page";

declare const webgpuPage: WebgpuPage;

const executable = findChromium();
if (!executable) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): ONNX Runtime on WebGPU");

const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
const software = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];

/** What the backend says of itself on a page of a Chromium with these flags. */
async function askAvailability(flags: readonly string[], files: [string, Uint8Array][], allowSoftwareAdapter: boolean) {
  const { code } = await bundlePage(fileURLToPath(new URL("webgpu-page.ts", import.meta.url)));
  await using server = await serve(
    new Map<string, Uint8Array | string>([["/index.html", html], ["/page.js", code], ...files]),
  );
  const browser = await launchChromium(executable!, flags);
  try {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    const options = { allowSoftwareAdapter };
    return await page.evaluate((given) => webgpuPage.onnxWebgpuBackend(given).isAvailable(), options);
  } finally {
    await browser.close();
  }
}

(executable ? describe : describe.skip)("onnxWebgpuBackend in Chromium", () => {
  const asyncify = runtimeFile("ort-wasm-simd-threaded.asyncify.wasm");

  it("does not take a software adapter unasked", async () => {
    const { available, reason } = await askAvailability(software, [asyncify], false);
    expect(available).toBe(false);
    expect(reason).toContain("allowSoftwareAdapter: true");
  });

  it("takes it where that is allowed, and says so", async () => {
    const { available, reason } = await askAvailability(software, [asyncify], true);
    expect({ available, reason }).toEqual({
      available: true,
      reason: expect.stringMatching(/^onnxruntime-web .*in software/),
    });
  });

  it("says what is missing where there is no GPU, and where there is no wasm file", async () => {
    expect(await askAvailability(["--disable-gpu"], [asyncify], true)).toMatchObject({
      available: false,
      reason: expect.stringContaining("Expected a GPU"),
    });
    expect(await askAvailability(software, [], true)).toMatchObject({
      available: false,
      reason: expect.stringContaining("asyncify.wasm"),
    });
  });
});
