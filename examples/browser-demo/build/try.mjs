// Whether the built page answers in a browser of Playwright's:
//   npx playwright-core install firefox && npm run build && node build/try.mjs firefox        (or chromium, webkit)
// CHROMIUM_PATH names a Chromium that is installed already.
import { fileURLToPath } from "node:url";
import { chromium, firefox, webkit } from "playwright-core";
import { serveSlowly } from "./serve-slowly.mjs";

const [name] = process.argv.slice(2);
const engines = { chromium, firefox, webkit };
const engine = engines[name];
if (!engine) {
  console.error(`Expected one of ${Object.keys(engines).join(", ")}; received "${name ?? ""}".`);
  process.exit(1);
}
const path = (file) => fileURLToPath(new URL(file, import.meta.url));
const patience = { timeout: 300_000 };

const server = await serveSlowly(path("../dist"), /$^/);
const executablePath = name === "chromium" ? process.env.CHROMIUM_PATH : undefined;
const browser = await engine.launch({ executablePath, ...(executablePath && { args: ["--no-sandbox"] }) });
const complaints = [];
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${server.origin}#sample=none`);
  await page.locator("#status").filter({ hasText: /Ready/ }).waitFor(patience);
  await page.locator("#files").setInputFiles(path("../src/samples/astronaut.jpg"));
  await page
    .locator("#status")
    .filter({ hasText: /^1 face in/ })
    .waitFor(patience);
  const answer = await page.locator("#faces button .visually-hidden").textContent();
  console.log(`${name} ${browser.version()}: ${answer}`);
  if (!/^Face 1: about \d\d years, .*; looks female, \d\d %/.test(answer))
    complaints.push(`Not the astronaut: ${answer}`);
} catch (error) {
  complaints.push(error.message);
} finally {
  await browser.close();
  server.close();
}
if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exitCode = 1;
}
