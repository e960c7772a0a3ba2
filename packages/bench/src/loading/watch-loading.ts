// bench:loading. The browser demo while it loads: what a visitor sees, and what its bar says.
import type { Page } from "playwright-core";
import { patience } from "../page/subject";

/** The page at a moment. */
export interface LoadingMoment {
  /** Since the page was asked for. */
  readonly seconds: number;
  /** What the bar says, 0..1; null if there is none, or if it does not know. */
  readonly bar: number | null;
  /** Whether the bar is inside the window. */
  readonly inSight: boolean;
  /** What stands beside it. */
  readonly words: string;
  /** JPEG of the window. */
  readonly picture: Buffer;
}

/** Something that happened, and when, seconds. */
export interface LoadingEvent {
  readonly what: string;
  readonly seconds: number;
}

/** Opens the demo and looks at it at some moments, seconds since it was asked for, until its models are there. */
export async function watchLoading(
  page: Page,
  origin: string,
  moments: readonly number[],
): Promise<{ readonly moments: LoadingMoment[]; readonly events: LoadingEvent[] }> {
  const start = performance.now();
  const passed = () => (performance.now() - start) / 1000;
  await page.goto(origin, { waitUntil: "commit", ...patience });
  const events: LoadingEvent[] = [];
  const note = async (what: string, happened: Promise<unknown>) => {
    await happened;
    events.push({ what, seconds: passed() });
  };
  const attached = (selector: string) =>
    page
      .locator(selector)
      .first()
      .waitFor({ state: "attached", ...patience });
  const painted = () => performance.getEntriesByName("first-contentful-paint").length > 0;
  const noted = [
    note("first paint", page.waitForFunction(painted, undefined, patience)),
    note("the sample and its answer", page.locator("#faces li").first().waitFor(patience)),
    note("the models are there", attached("html[data-ready]")),
  ];
  const seen: LoadingMoment[] = [];
  for (const moment of moments) {
    await page.waitForTimeout(Math.max(0, 1000 * (moment - passed())));
    const seconds = passed();
    seen.push({ seconds, ...(await page.evaluate(lookAtBar)), picture: await page.screenshot({ type: "jpeg" }) });
  }
  await Promise.all(noted);
  return { moments: seen, events };
}

/** Runs in the page. */
function lookAtBar(): Omit<LoadingMoment, "seconds" | "picture"> {
  const bar = document.querySelector<HTMLProgressElement>("#progress");
  const words = document.querySelector(".notice-line")?.textContent?.trim() ?? "";
  const { top, bottom, width } = bar?.getBoundingClientRect() ?? { top: 0, bottom: 0, width: 0 };
  const known = bar && !bar.hidden && bar.hasAttribute("value");
  return { bar: known ? bar.value : null, inSight: width > 0 && top >= 0 && bottom <= innerHeight, words };
}
