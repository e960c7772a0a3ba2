import { brotliBytes, launchChromium, type Server, serve } from "@fagr/testing/browser";
import type { Availability, Row } from "../rows/row";
import type { PhotoPage } from "./photo-files";
import { type Line, throttle } from "./throttle";

declare const photoPage: PhotoPage;

/** A page's first answer. */
export interface ColdAnswer {
  readonly milliseconds: number;
  readonly faces: number;
  /** Files that were asked for, the photo and the page among them. */
  readonly requests: number;
  /** Of these files without the photo, after brotli. */
  readonly bytes: number;
}

/** A page that nothing is known of: each round has a browser of its own, with nothing in its caches. */
export function createColdRow(
  files: ReadonlyMap<string, Uint8Array | string>,
  { executable, line }: { executable: string; line: Line | undefined },
): Row<ColdAnswer, Availability> {
  let server: Server;
  return {
    async open() {
      server = await serve(files, { brotli: true });
      return { available: true, reason: `${files.size} files` };
    },
    async round() {
      const before = server.requests.length;
      const browser = await launchChromium(executable);
      try {
        const page = await browser.newPage();
        page.setDefaultTimeout(120_000);
        if (line) await throttle(page, line);
        await page.goto(server.origin, { waitUntil: "commit" });
        await page.waitForFunction(() => "photoPage" in globalThis);
        const { faces, milliseconds } = await page.evaluate(() => photoPage.first);
        const paths = server.requests.slice(before).map((path) => (path === "/" ? "/index.html" : path));
        const bytes = [...new Set(paths)]
          .filter((path) => files.has(path) && !path.endsWith(".jpg"))
          .reduce((sum, path) => sum + Math.min(brotliBytes(files.get(path)!).length, files.get(path)!.length), 0);
        return { faces, milliseconds, requests: paths.length, bytes };
      } finally {
        await browser.close();
      }
    },
    async close() {
      await server?.[Symbol.asyncDispose]();
    },
  };
}
