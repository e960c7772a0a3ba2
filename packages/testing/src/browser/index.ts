export { bundlePage } from "./bundle-page";
export { findChromium, launchChromium } from "./chromium";
export { type Server, serve } from "./serve";
