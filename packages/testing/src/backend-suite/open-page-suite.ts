import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { bundlePage } from "../browser/bundle-page";
import { launchChromium } from "../browser/chromium";
import { measurePageMemory } from "../browser/memory";
import { serve } from "../browser/serve";
import { nodeEnvironment } from "./node-environment";
import type { NodeSide, PageSuite } from "./offer-backend";
import type { OpenSuite } from "./open-suite";
import type { SuiteLimits } from "./options";
import { suiteFiles } from "./suite-files";

declare const pageSuite: PageSuite;

/** A page that runs the suite. */
export interface SuitePage {
  /** The page's script, a TypeScript module that calls `offerBackend` of `@fagr/testing/page`. */
  readonly page: URL;
  /** Handed to the page's factory; must survive JSON. */
  readonly factoryOptions?: unknown;
  /** Further files that the page may fetch, such as a runtime's wasm file, by path. */
  readonly files?: ReadonlyMap<string, Uint8Array | string>;
  /** Further arguments of Chromium's command line. Default `["--disable-gpu"]`. */
  readonly flags?: readonly string[];
  /** Whether the page is cross-origin isolated, so that it may use threads. Default false. */
  readonly isolated?: boolean;
}

/** Bundles and serves a page, opens it in Chromium, and lets the cases run in it. */
export async function openPageSuite(
  executable: string,
  { page: entry, factoryOptions = {}, files = new Map(), flags, isolated = false }: SuitePage,
  limits: SuiteLimits & { readonly hasCrops: boolean },
): Promise<OpenSuite> {
  const { code } = await bundlePage(fileURLToPath(entry));
  const html = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
  const served = await suiteFiles(limits.hasCrops ? limits.counts.crops : 0);
  const server = await serve(new Map([...files, ...served, ["/index.html", html], ["/page.js", code]]), { isolated });
  const browser = await launchChromium(executable, flags);
  const close = async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  };
  try {
    const page = await browser.newPage();
    const complaints = collectComplaints(page);
    const nodeSide: NodeSide = {
      async suiteReference(run) {
        const { age, gender, attributes = {} } = await nodeEnvironment.reference(run);
        const further = Object.entries(attributes).map(([name, values]) => [name, [...values]] as const);
        return { age: [...age], gender: [...gender], attributes: Object.fromEntries(further) };
      },
      suiteMemory: () => measurePageMemory(browser, page),
    };
    for (const [name, answer] of Object.entries(nodeSide)) await page.exposeFunction(name, answer);
    const explained = (work: Promise<void>) =>
      work.catch((cause) => {
        throw new Error([cause.message, ...complaints].join("\n"), { cause });
      });
    await page.goto(`${server.origin}/index.html`, { waitUntil: "load" });
    await explained(
      page.evaluate(([given, options]) => pageSuite.open(given, options), [limits, factoryOptions] as const),
    );
    return {
      runCase: (title) => explained(page.evaluate((wanted) => pageSuite.runCase(wanted), title)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the page writes on its console, which explains what went wrong in it. */
function collectComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico"))
      complaints.push(`The page's console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`The page threw: ${error.message}`));
  return complaints;
}
