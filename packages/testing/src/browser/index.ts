export type { SuitePage } from "../backend-suite/open-page-suite";
export { type BrowserBackendTestOptions, testBackendInBrowser } from "../backend-suite/test-backend-in-browser";
export { bundlePage } from "./bundle-page";
export { findChromium, launchChromium } from "./chromium";
export { type ServeOptions, type Server, serve } from "./serve";
