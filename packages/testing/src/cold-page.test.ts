import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { expect } from "@jest/globals";
import { build } from "esbuild";
import { findChromium, launchChromium, serve } from "./browser";
import { itIfShared } from "./shared-folder";

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** The page of docs/guides/web-pages.md: YuNet's file, the int8 weights, both preloaded, opened side by side. */
const app = `
import { analyzeFaces, loadAgeGenderModel } from "@fagr/core";
import { wasmBackend } from "@fagr/backend-wasm";
import { createFaceDetector } from "@fagr/detect";
import { weights } from "@fagr/weights/int8";

globalThis.answer = (async () => {
  const [model, detector] = await Promise.all([
    loadAgeGenderModel({ backend: wasmBackend(), weights: { manifest: weights.manifest, file: "/weights.bin" } }),
    createFaceDetector({ detector: "yunet", model: "/yunet.onnx" }),
  ]);
  return analyzeFaces("/photo.png", { model, detector });
})();
`;

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<link rel="preload" as="fetch" crossorigin href="/weights.bin">
<link rel="preload" as="fetch" crossorigin href="/yunet.onnx">
<script type="module" src="/app.js"></script>`;

const chromium = findChromium();
if (!chromium) console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): a cold page");

if (chromium)
  itIfShared(
    "a cold page answers a photo after at most 5 requests and 1.2 MB",
    "models/face_detection_yunet_2023mar.onnx",
    async (yunet) => {
      const { outputFiles } = await build({
        stdin: { contents: app, resolveDir: path("analyzer"), sourcefile: "app.js" },
        bundle: true,
        write: false,
        logLevel: "error",
        minify: true,
        format: "esm",
        platform: "browser",
        external: ["@fagr/backend-onnx/runtime"],
      });
      const files = new Map<string, Uint8Array | string>([
        ["/index.html", html],
        ["/app.js", outputFiles[0]!.contents],
        ["/weights.bin", await readFile(path("weights/models/age-gender-62-int8/age-gender-62-int8.bin"))],
        ["/yunet.onnx", await readFile(yunet)],
        ["/photo.png", await readFile(path("testing/photos/astronaut.png"))],
      ]);
      await using server = await serve(files);
      const browser = await launchChromium(chromium);
      try {
        const page = await browser.newPage();
        const complaints: string[] = [];
        page.on("console", (message) => complaints.push(message.text()));
        await page.goto(server.origin);
        const faces = await page.evaluate(() => (globalThis as unknown as { answer: Promise<object[]> }).answer);
        expect(faces).toHaveLength(1);
        // Each once: what was preloaded was used, and not fetched again.
        expect([...server.requests].sort()).toEqual(["/", "/app.js", "/photo.png", "/weights.bin", "/yunet.onnx"]);
        expect(complaints).toEqual([]);
        // Before the script was here to ask for them.
        const early = await page.evaluate(() => {
          const start = (name: string) =>
            performance
              .getEntriesByType("resource")
              .find((entry) => entry.name.endsWith(name)) as PerformanceResourceTiming;
          return (
            Math.max(start("/weights.bin").startTime, start("/yunet.onnx").startTime) <= start("/app.js").responseEnd
          );
        });
        expect(early).toBe(true);
        const sizes = [...files]
          .filter(([name]) => name !== "/photo.png")
          .map(([name, content]) => [name, brotliCompressSync(content).length] as const);
        const bytes = sizes.reduce((sum, [, size]) => sum + size, 0);
        console.info(
          `A cold page, brotli: ${sizes.map((size) => size.join(" ")).join(", ")}; ${bytes} bytes without the photo.`,
        );
        expect(bytes).toBeLessThan(1.2e6);
      } finally {
        await browser.close();
      }
    },
  );
