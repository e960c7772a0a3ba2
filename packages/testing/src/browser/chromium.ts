import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Set CHROMIUM_PATH to use a browser elsewhere. */
const candidates = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Where Chromium is installed, if it is. */
export function findChromium(): string | undefined {
  return candidates.find((path) => path !== undefined && existsSync(path));
}

/**
 * Starts Chromium without a window and without talking to anybody.
 *
 * @param flags - Further arguments of its command line.
 */
export function launchChromium(executablePath: string, flags: readonly string[] = ["--disable-gpu"]): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...flags,
    ],
  });
}
