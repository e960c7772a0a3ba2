import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";

/** Bytes that a page's JavaScript and all of its browser's processes hold, after garbage was collected. */
export async function measurePageMemory(browser: Browser, page: Page): Promise<{ heap: number; process: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = (await session.send("Runtime.getHeapUsage")) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  return { heap: usedSize + (backingStorageSize ?? 0), process: await residentBytes(browser) };
}

/** Of the processes that draw and compute; 0 where the system has no /proc. */
async function residentBytes(browser: Browser): Promise<number> {
  if (process.platform !== "linux") return 0;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo
    .filter(({ type }) => type === "renderer" || type === "GPU")
    .map(({ id }) => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1]) * 1024)
    .reduce((sum, bytes) => sum + bytes, 0);
}
