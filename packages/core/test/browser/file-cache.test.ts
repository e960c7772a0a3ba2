import { fileURLToPath } from "node:url";
import { bundlePage, findChromium, launchChromium, serve } from "@fagr/testing/browser";
import { expect, it } from "@jest/globals";
import type { CachePage } from "./page";

declare const cachePage: CachePage;

const executable = findChromium();
if (!executable)
  console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): the cache of files in browsers");

(executable ? it : it.skip)("keeps files in Cache Storage, over visits and without a server", async () => {
  const { code } = await bundlePage(fileURLToPath(new URL("page.ts", import.meta.url)));
  const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
  const files = new Map<string, Uint8Array | string>([
    ["/index.html", html],
    ["/page.js", code],
    ["/model.bin", "numbers"],
  ]);
  await using server = await serve(files);
  await using browser = await launchChromium(executable!, ["--disable-gpu"]);
  const page = await browser.newPage();
  const visit = () => page.evaluate(() => cachePage.visit("model.bin"));
  await page.goto(`${server.origin}/index.html`);
  await page.waitForFunction("globalThis.cachePage");
  expect(await visit()).toEqual({ before: false, text: "numbers", after: true });
  await page.reload();
  await page.waitForFunction("globalThis.cachePage");
  expect(await visit()).toEqual({ before: true, text: "numbers", after: true });
  expect(server.requests.filter((path) => path === "/model.bin")).toHaveLength(1);
  await page.evaluate(() => cachePage.clear());
  expect((await visit()).before).toBe(false);
  expect(server.requests.filter((path) => path === "/model.bin")).toHaveLength(2);
});
