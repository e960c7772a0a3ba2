import type { Page } from "playwright-core";

/** A line to the server: how much goes through, and how long anything takes. */
export interface Line {
  readonly megabitsPerSecond: number;
  /** From a request to the first byte of its answer. */
  readonly latencyMilliseconds: number;
}

/** Makes a page's browser fetch as over that line. */
export async function throttle(page: Page, { megabitsPerSecond, latencyMilliseconds }: Line): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const throughput = (megabitsPerSecond * 1e6) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMilliseconds,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}
