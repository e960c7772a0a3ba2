/** What runs in the browser: the public API, as an app would use it. */
import { type WebgpuBackendOptions, webgpuBackend } from "../../src/index";

/** What the page hands to the test. */
export interface BrowserPage {
  availability(options: WebgpuBackendOptions): Promise<{ available: boolean; reason: string }>;
}

const browserPage: BrowserPage = {
  availability: (options) => webgpuBackend(options).isAvailable(),
};

Object.assign(globalThis, { browserPage });
