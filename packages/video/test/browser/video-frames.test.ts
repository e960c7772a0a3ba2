import { fileURLToPath } from "node:url";
import { bundlePage, findChromium, launchChromium, type Server, serve } from "@fagr/testing/browser";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import type { FrameWay, VideoPage } from "./page";

declare const videoPage: VideoPage;

const executable = findChromium();
if (!executable)
  console.warn("Skipped, because no Chromium was found (set CHROMIUM_PATH): video frames in the browser");

(executable ? describe : describe.skip)("videoFrames in Chromium", () => {
  let browser: Browser;
  let server: Server;
  let page: Page;

  beforeAll(async () => {
    const { code } = await bundlePage(fileURLToPath(new URL("page.ts", import.meta.url)));
    const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
    server = await serve(
      new Map<string, Uint8Array | string>([
        ["/index.html", html],
        ["/page.js", code],
      ]),
    );
    browser = await launchChromium(executable!, ["--disable-gpu", "--autoplay-policy=no-user-gesture-required"]);
    page = await browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    await page.waitForFunction("globalThis.videoPage");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.[Symbol.asyncDispose]();
  });

  // The last one takes the page's callbacks away.
  it.each<FrameWay>(["element", "track", "refresh"])(
    "gives live frames to trackFaces, the newest each time: %s",
    async (way) => {
      const { results, open } = await page.evaluate((name) => videoPage.follow(name, { count: 6, pause: 150 }), way);
      const times = results.map(({ timestamp }) => timestamp);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(new Set(times).size).toBe(6);
      // At 25 frames a second a consumer that rests for 150 ms cannot have them all.
      expect(times[5]! - times[0]!).toBeGreaterThan(0.5);
      expect(results.every(({ faces }) => faces.length === 1)).toBe(true);
      expect(results[5]!.faces[0]!.box.height).toBeGreaterThan(35);
      if (way !== "refresh")
        expect(results.reduce((sum, { skippedFrames }) => sum + skippedFrames, 0)).toBeGreaterThan(3);
      expect(open).toBe(0);
    },
  );

  it.each<FrameWay>(["element", "track"])("stops at the signal though no frame comes: %s", async (way) => {
    expect(await page.evaluate((name) => videoPage.abort(name), way)).toBe("enough");
  });

  it("ends with the track", async () => {
    expect(await page.evaluate(() => videoPage.stopTrack())).toBeGreaterThanOrEqual(3);
  });

  it("refuses what is no video", async () => {
    const { name, message } = await page.evaluate(() => videoPage.refuse());
    expect(name).toBe("InvalidArgumentError");
    expect(message).toContain("HTMLVideoElement");
  });
});
