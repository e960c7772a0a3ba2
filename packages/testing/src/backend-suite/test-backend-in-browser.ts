import { findChromium } from "../browser/chromium";
import { openPageSuite, type SuitePage } from "./open-page-suite";
import { type BackendTestOptions, limitsOf } from "./options";
import { hasRealCrops, registerCases } from "./register-cases";

/** How a backend is tested in a browser. */
export interface BrowserBackendTestOptions extends BackendTestOptions, SuitePage {
  /** Whether the page gives `offerBackend` a `countTensors`. Default false. */
  readonly countsTensors?: boolean;
}

/**
 * Runs the cases of `testBackend` inside headless Chromium, on a page of the caller's. Without Chromium all are skipped,
 * and that is printed.
 *
 * @example
 * ```ts
 * testBackendInBrowser("tfjs-webgl", {
 *   page: new URL("page.ts", import.meta.url),
 *   factoryOptions: { runtime: "webgl" },
 *   tolerance: 1e-4,
 * });
 * ```
 */
export function testBackendInBrowser(name: string, options: BrowserBackendTestOptions): void {
  const executable = findChromium();
  const skip = executable ? options.skip : "no Chromium was found (set CHROMIUM_PATH)";
  registerCases(name, { ...options, ...(skip ? { skip } : {}), countsTensors: options.countsTensors ?? false }, () =>
    openPageSuite(executable!, options, { ...limitsOf(options), hasCrops: hasRealCrops() }),
  );
}
