import { testBackendInBrowser } from "@fagr/testing/browser";

testBackendInBrowser("wasm in Chromium", { page: new URL("suite-page.ts", import.meta.url), tolerance: 5e-6 });
