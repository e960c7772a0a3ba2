import { type Browser, launchChromium, type Page, type Server, serve } from "@fagr/testing/browser";
import type { Availability, Row } from "../rows/row";
import type { PhotoPage } from "./photo-files";

declare const photoPage: PhotoPage;

/** Milliseconds of each look at a photo, and the faces whose age was told. */
export interface WarmAnswers {
  readonly one: { readonly faces: number; readonly times: readonly number[] };
  readonly twelve: { readonly faces: number; readonly times: readonly number[] };
}

/** Looks at a photo in a round. */
const looks = 3;

/** A page that has answered before. */
export function createWarmRow(
  files: ReadonlyMap<string, Uint8Array | string>,
  { executable }: { executable: string },
): Row<WarmAnswers, Availability> {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const look = async () => ({
    one: await page.evaluate((times) => photoPage.again("one", times), looks),
    twelve: await page.evaluate((times) => photoPage.again("twelve", times), looks),
  });
  return {
    async open() {
      server = await serve(files);
      browser = await launchChromium(executable);
      page = await browser.newPage();
      page.setDefaultTimeout(120_000);
      await page.goto(server.origin);
      await page.waitForFunction(() => "photoPage" in globalThis);
      await page.evaluate(() => photoPage.first);
      const { one, twelve } = await look();
      return { available: true, reason: `finds ${one.faces} face and ${twelve.faces} faces` };
    },
    round: look,
    async close() {
      await browser?.close();
      await server?.[Symbol.asyncDispose]();
    },
  };
}
