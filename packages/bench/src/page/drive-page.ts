import { serve } from "@fagr/testing/browser";
import type { Browser, Page } from "playwright-core";
import { type PhaseFigures, phaseFigures } from "./phase-figures";
import { type PageSubject, patience } from "./subject";
import { recordThread, type SlowFrame, type ThreadRecord } from "./thread-record";

/** What a page is made to do. */
export interface Task {
  /** Paths of the photos' files. Given as bytes, the browser's driver would decode them on the page's thread. */
  readonly photos: readonly string[];
  /** How long the webcam runs. */
  readonly seconds: number;
}

/** A phase of a page's work. */
export interface MeasuredPhase {
  readonly name: "loading" | "photos" | "webcam";
  readonly figures: PhaseFigures;
  /** Of the page, in milliseconds. */
  readonly start: number;
  readonly end: number;
}

/** A page's phases, and all slow frames and long tasks of its life. */
export interface DrivenPage {
  readonly phases: readonly MeasuredPhase[];
  readonly slowFrames: readonly SlowFrame[];
  readonly longTasks: ThreadRecord["longTasks"];
}

/** Lets a page load, look at photos and run the webcam, as a visitor would. */
export async function drivePage(browser: Browser, subject: PageSubject, task: Task): Promise<DrivenPage> {
  await using server = await serve(subject.files);
  const page = await browser.newPage();
  try {
    page.setDefaultTimeout(patience.timeout);
    await page.addInitScript(recordThread);
    // The demo begins with a sample, unless its address says otherwise.
    await page.goto(`${server.origin}/#sample=none`);
    const status = (wanted: RegExp) => page.locator("#status").filter({ hasText: wanted }).waitFor(patience);
    await status(/Ready/);
    const times: [MeasuredPhase["name"], number, number][] = [["loading", 0, await now(page)]];

    await subject.settled(page);
    await pause(1);
    let start = await now(page);
    await page.locator("#files").setInputFiles(task.photos);
    await subject.watchLastPhoto(page);
    await status(/\d faces? in/);
    times.push(["photos", start, await now(page)]);

    await subject.watchResults(page);
    await page.locator("#camera").click();
    // The camera starts, and the first face is found.
    await page.waitForFunction(() => threadRecord.results.length > 3, undefined, { ...patience, polling: 500 });
    start = await now(page);
    await pause(task.seconds);
    times.push(["webcam", start, await now(page)]);
    await page.locator("#camera").click();

    const record = await page.evaluate(() => threadRecord);
    return {
      phases: times.map(([name, begin, end]) => ({
        name,
        start: begin,
        end,
        figures: phaseFigures(record, { start: begin, end }),
      })),
      slowFrames: record.slowFrames,
      longTasks: record.longTasks,
    };
  } finally {
    await page.close();
  }
}

const now = (page: Page) => page.evaluate(() => performance.now());
const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
