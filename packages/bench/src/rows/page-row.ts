import { findChromium, launchChromium, type Server, serve } from "@fagr/testing/browser";
import type { Browser, Page } from "playwright-core";
import type { BackendSubject } from "../backends/backend-subject";
import { peakMemory } from "../support/peak-memory";
import { countDownload } from "./download";
import type { Measurement } from "./measurement";
import { type BenchPage, bundleBenchPage } from "./page-bundle";
import type { OpenedRow, Row } from "./row";

declare const benchPage: BenchPage;
declare global {
  // The page keeps it between calls.
  var measurement: Measurement;
}

/**
 * A backend in a page of a browser of its own.
 *
 * @param pixels - The faces that all backends are asked about. Without, the page makes its first prediction and no more.
 */
export function createPageRow(subject: BackendSubject, pixels?: Uint8Array): Row {
  let server: Server | undefined;
  let browser: Browser | undefined;
  let page: Page;
  return {
    async open() {
      const executable = findChromium();
      if (!executable) throw new Error("There is no Chromium here; set CHROMIUM_PATH.");
      const files = await bundleBenchPage(subject, pixels);
      server = await serve(files);
      browser = await launchChromium(executable, subject.flags);
      page = await browser.newPage();
      page.setDefaultTimeout(600_000);
      await page.goto(`${server.origin}/blank.html`);
      const before = await peakMemory(browser);
      await page.goto(`${server.origin}/index.html`);
      const first = await page.evaluate(() => benchPage.predictFirst());
      if (!first.available) return first;
      const download = countDownload(server.requests, files);
      if (!pixels) return { ...first, download };
      const opened: OpenedRow = await page.evaluate(async () => {
        globalThis.measurement = await benchPage.openMeasurement();
        return globalThis.measurement.open();
      });
      const after = await peakMemory(browser);
      return {
        ...opened,
        download,
        ...(before !== undefined && after !== undefined ? { memory: after - before } : {}),
      };
    },
    round: () => page.evaluate(() => globalThis.measurement.round()),
    async close() {
      await browser?.close();
      await server?.[Symbol.asyncDispose]();
    },
  };
}

/** Which browser it is, such as "Chromium 140.0.7339.127"; undefined where there is none. */
export async function describeChromium(): Promise<string | undefined> {
  const executable = findChromium();
  if (!executable) return undefined;
  const browser = await launchChromium(executable);
  try {
    return `Chromium ${browser.version()}`;
  } finally {
    await browser.close();
  }
}
