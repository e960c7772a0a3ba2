// Writes down what the built page answers for its samples, so that visitors see answers before the models are there:
//   npm run build && npm run record-samples && npm run build
// New weights need it; a test tells.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openChromium } from "./open-chromium.mjs";
import { serveSlowly } from "./serve-slowly.mjs";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
/** Finer than anybody sees, and a third of the bytes. */
const round = (_, value) => (typeof value === "number" ? Number(value.toPrecision(5)) : value);

const server = await serveSlowly(path("../dist"), /$^/);
const browser = await openChromium();
const answers = {};
try {
  for (const id of ["astronaut", "many", "hopper"]) {
    const page = await browser.newPage();
    await page.goto(`${server.origin}#sample=${id}`);
    await page
      .locator("#status")
      .filter({ hasText: /faces? in [\d.,]+ ms/ })
      .waitFor({ timeout: 300_000 });
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#save-json").click()]);
    const [{ width, height, faces }] = JSON.parse(await readFile(await download.path(), "utf8")).photos;
    answers[id] = { width, height, faces, milliseconds: 0 };
    console.log(`${id}: ${faces.map(({ age, gender }) => `${age.toFixed(1)} ${gender}`).join(", ")}`);
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
await writeFile(path("../src/samples/answers.json"), `${JSON.stringify(answers, round)}\n`);
