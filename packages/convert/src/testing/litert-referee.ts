import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PixelBatch } from "@fagr/core/backend";
import { bundlePage, launchChromium, serve } from "@fagr/testing/browser";

declare function answer(pixels: readonly number[], shape: readonly number[]): Promise<Record<string, number[]>>;

/** What LiteRT.js, Google's runtime of TensorFlow Lite for pages, answers in a Chromium. */
export async function askLiteRt(
  chromium: string,
  { model, batch, size }: { model: Uint8Array; batch: PixelBatch; size: number },
): Promise<Record<string, number[]>> {
  const runtime = join(dirname(createRequire(import.meta.url).resolve("@litertjs/core")), "../wasm");
  const { code } = await bundlePage(fileURLToPath(new URL("litert-page.ts", import.meta.url)));
  const files = new Map<string, Uint8Array | string>([
    ["/index.html", `<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>`],
    ["/page.js", code],
    ["/model.tflite", model],
  ]);
  for (const name of ["litert_wasm_internal", "litert_wasm_compat_internal"])
    for (const ending of [".js", ".wasm"])
      files.set(`/wasm/${name}${ending}`, readFileSync(join(runtime, `${name}${ending}`)));
  await using server = await serve(files);
  const browser = await launchChromium(chromium);
  try {
    const page = await browser.newPage();
    await page.goto(server.origin);
    await page.waitForFunction(() => "answer" in globalThis);
    const shape = [batch.count, size, size, 3];
    return await page.evaluate(([pixels, sizes]) => answer(pixels!, sizes!), [[...batch.data], shape]);
  } finally {
    await browser.close();
  }
}
