// bench:page. Chromium drives a page that works, and a record of the page's own thread tells how long it was blocked.
import type { Page } from "playwright-core";

/** A page under measurement: it has the demo's `#files`, `#camera` and `#status`, and says there what the demo says. */
export interface PageSubject {
  readonly title: string;
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  /** Resolves when nothing of loading goes on in the background any more. */
  settled(page: Page): Promise<unknown>;
  /** Makes the page say in `#status` when the last of several photos is done. */
  watchLastPhoto(page: Page): Promise<unknown>;
  /** Makes the page write the time of each answer about the webcam into its record. */
  watchResults(page: Page): Promise<unknown>;
}

/** Generous, for machines that do something else meanwhile. */
export const patience = { timeout: 300_000 };
