import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";

/** The peak of resident memory of a browser's pages and of its graphics process, bytes; undefined but on Linux. */
export async function peakMemory(browser: Browser): Promise<number | undefined> {
  if (process.platform !== "linux") return undefined;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo
    .filter(({ type }) => type === "renderer" || type === "GPU")
    .map(({ id }) => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) * 1024)
    .reduce((sum, bytes) => sum + bytes, 0);
}
