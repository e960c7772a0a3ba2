import { chromium } from "playwright-core";

/** Chromium as scripts need it: CHROMIUM_PATH says where it is, if not at /usr/bin/chromium. */
export const openChromium = (flags = []) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", ...flags],
  });
