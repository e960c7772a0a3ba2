// Headless Chromium for tests: bundling as users' bundlers do, serving, opening pages.

export type { Browser, Page } from "playwright-core";
export type { SuitePage } from "../backend-suite/open-page-suite";
export { type BrowserBackendTestOptions, testBackendInBrowser } from "../backend-suite/test-backend-in-browser";
export { type BuildWithViteOptions, buildWithVite } from "./build-with-vite";
export { bundlePage } from "./bundle-page";
export { findChromium, launchChromium } from "./chromium";
export { readFiles } from "./read-files";
export { brotliBytes, type ServeOptions, type Server, serve } from "./serve";
