// Looks at the built site in Chromium: 390 and 1440 pixels wide, light and dark. Fails for serious findings of axe, pages wider than the screen,
// errors in the console, and where the live demo finds no face. Screenshots go to the folder that is named.
//   npm run site && npm run site:check -- SCREENSHOTS
// Paths behind the folder, such as / and /errors/, look at these pages alone.
import { mkdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { base } from "../build/workspace.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
// npm runs this in site/; the folder is named from where npm was called.
const folder = process.argv[2] && resolve(process.env.INIT_CWD ?? ".", process.argv[2]);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const pages =
  process.argv.length > 3
    ? process.argv.slice(3).map((path) => path.replace(/^\//, ""))
    : [
        "",
        "start/node",
        "start/browser",
        "tasks/one-face",
        "guides/backends",
        "errors/",
        "errors/IMAGE_UNREADABLE",
        "compare/",
        "accuracy",
        "reference/",
        "measure",
        "model-figures",
      ];
const types = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
};

const server = createServer(async ({ url }, response) => {
  const path = new URL(url, "http://localhost").pathname.slice(base.length);
  const candidates = [path, `${path}.html`, `${path}index.html`];
  for (const candidate of candidates) {
    const content = await readFile(join(dist, candidate)).catch(() => null);
    if (content)
      return response.setHeader("content-type", types[extname(candidate)] ?? "application/octet-stream").end(content);
  }
  response.writeHead(404).end();
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}${base}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const problems = [];

for (const [width, colorScheme] of [
  [390, "light"],
  [390, "dark"],
  [1440, "light"],
  [1440, "dark"],
]) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
  for (const path of pages) {
    const page = await context.newPage();
    const where = `/${path} at ${width}, ${colorScheme}`;
    page.on("pageerror", (error) => problems.push(`${where}: ${error.message}`));
    await page.goto(origin + path, { waitUntil: "networkidle" });
    if (path === "" && width === 1440) {
      await page.getByRole("button", { name: "Try a sample photo" }).click();
      await page.locator(".demo li strong").first().waitFor({ timeout: 120_000 });
    }
    if (path === "measure" && width === 1440 && colorScheme === "light") {
      await page.getByRole("button", { name: "Measure" }).click();
      await page.getByText("Copy as Markdown").waitFor({ timeout: 180_000 });
    }
    if (path === "model-figures") {
      const [, , ages] = await page.locator(".choices select").all();
      await ages.selectOption("18-29");
      await page.getByText("18 to 29, women and men").first().waitFor();
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) problems.push(`${where}: ${wide} pixels wider than the screen`);
    // The theme names its switches once it runs.
    await page.waitForFunction(() => document.querySelector(".VPSwitchAppearance")?.title !== "");
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() =>
      globalThis.axe.run({ rules: { "label-content-name-mismatch": { enabled: true } } }),
    );
    for (const { id, impact, nodes } of violations)
      if (["serious", "critical"].includes(impact))
        problems.push(`${where}: ${id} on ${nodes.length}, ${nodes[0].html.slice(0, 120)}`);
    if (folder) {
      await mkdir(folder, { recursive: true });
      await page.screenshot({
        path: join(folder, `${path.replaceAll("/", "-") || "home"}-${width}-${colorScheme}.png`),
        fullPage: true,
      });
    }
    await page.close();
  }
  await context.close();
}
await browser.close();
server.close();
console.log(problems.length === 0 ? `${pages.length} pages in 4 forms: nothing serious.` : problems.join("\n"));
process.exitCode = problems.length === 0 ? 0 : 1;
