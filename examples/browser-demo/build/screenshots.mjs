// Pictures of every state of the built page, narrow and wide, light and dark:
//   npm run screenshots -- FOLDER        (needs Chromium; CHROMIUM_PATH says where, if not /usr/bin/chromium)
// With --docs also the pictures of the READMEs, into docs/images.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openChromium } from "./open-chromium.mjs";
import { serveSlowly } from "./serve-slowly.mjs";
import { toWebp } from "./to-webp.mjs";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { docs: { type: "boolean" } } });
const [folder] = positionals;
if (!folder) {
  console.error("Expected the folder for the pictures, for example: npm run screenshots -- ../screenshots");
  process.exit(1);
}
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const patience = { timeout: 300_000 };
const looks = [390, 1440].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));

await mkdir(folder, { recursive: true });
const astronaut = await readFile(path("../src/samples/astronaut.jpg"));
const film = join(tmpdir(), "fagr-screenshots.mjpeg");
await writeFile(film, Buffer.concat([astronaut, astronaut]));
const server = await serveSlowly(path("../dist"), /ssd_mobilenet.*\.bin$/);

/** The page in a browser of its own. */
async function open(flags, prepare = async () => {}) {
  const browser = await openChromium(flags);
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  await prepare(page);
  await page.goto(server.origin);
  return { browser, context, page };
}

/** Takes the picture of a state in every look. */
async function take(page, state) {
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${state}-${width}-${colorScheme}.png`), fullPage: true });
  }
  console.log(state);
}

const shown = (page, selector, hasText) => page.locator(selector).filter({ hasText }).waitFor(patience);

const main = await open(["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`]);
const { page, context } = main;
await page.waitForFunction(() => document.querySelector("progress").value > 0, null, patience);
await take(page, "1-loading");
server.release();
await shown(page, "#status", /^1 face in/);
await take(page, "2-face");
await page.locator(".box").hover();
await take(page, "3-hover");
if (values.docs) {
  for (const [name, look] of Object.entries({
    "browser-demo-light": { width: 1280, height: 900, colorScheme: "light" },
    "browser-demo-dark": { width: 390, height: 844, colorScheme: "dark" },
  })) {
    await page.setViewportSize(look);
    await page.emulateMedia(look);
    const webp = await toWebp(page, await page.screenshot({ fullPage: look.width === 390 }));
    await writeFile(path(`../../../docs/images/${name}.webp`), webp);
  }
  // What is shown where somebody sends the page's address on.
  await page.setViewportSize({ width: 1200, height: 630 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator(".notice").evaluate((notice) => notice.scrollIntoView());
  await page.screenshot({ path: path("../public/og.png") });
}

await page.locator('[data-sample="many"]').click();
await shown(page, "#status", /faces in [\d.,]+ ms/);
await take(page, "4-many");
await page.locator('[data-sample="hopper"]').click();
await shown(page, "#status", /^1 face in/);
await take(page, "5-doubt");
await page.locator(".box").focus();
for (let step = 0; step < 3; step++) await page.keyboard.press("Shift+ArrowRight");
await shown(page, "#status", /where you put the box/);
await take(page, "6-moved");

const picture = (name, buffer) => ({ name, mimeType: "image/jpeg", buffer });
await page
  .locator("#files")
  .setInputFiles([picture("notes.jpg", Buffer.from("no picture")), picture("portrait.jpg", astronaut)]);
await shown(page, "#problem-title", /notes\.jpg/);
await take(page, "7-bad-file");

const night = await page.evaluate(async () => {
  const canvas = new OffscreenCanvas(640, 400);
  const drawing = canvas.getContext("2d");
  drawing.fillStyle = "#31414f";
  drawing.fillRect(0, 0, 640, 400);
  return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
});
await page.locator("#files").setInputFiles([picture("night.png", Buffer.from(night))]);
await shown(page, "#status", /^No face found/);
await take(page, "8-no-face");

await page.locator("#camera").click();
await shown(page, "#problem-title", /not allowed/);
await take(page, "9-webcam-denied");
await context.grantPermissions(["camera"]);
await page.locator("#camera").click();
await shown(page, "#status", /^1 face$/);
await take(page, "10-webcam");
await page.locator("#camera").click();
await page.locator('#frame[data-shows="nothing"]').waitFor();
await take(page, "19-empty");

// Two seconds of a portrait that moves, recorded by the browser itself.
const recorded = await page.evaluate(
  async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const canvas = Object.assign(document.createElement("canvas"), { width: 480, height: 480 });
    const drawing = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: "video/webm" });
    const parts = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.start();
    for (let index = 0; index < 20; index++) {
      drawing.drawImage(bitmap, -index, 0, 480, 480);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const stopped = new Promise((resolve) => (recorder.onstop = resolve));
    recorder.stop();
    await stopped;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  },
  [...astronaut],
);
await page
  .locator("#files")
  .setInputFiles([{ name: "film.webm", mimeType: "video/webm", buffer: Buffer.from(recorded) }]);
await shown(page, "#status", /^1 face$/);
await take(page, "20-film");

const hopper = await readFile(path("../src/samples/hopper.jpg"));
const many = await readFile(path("../src/samples/many.jpg"));
await page
  .locator("#files")
  .setInputFiles([
    picture("portrait.jpg", astronaut),
    ...Array.from({ length: 20 }, (_, index) => picture(`holiday-${index + 1}.jpg`, index % 3 === 0 ? many : hopper)),
    picture("notes.jpg", Buffer.from("no picture")),
  ]);
await shown(page, "#batch-words", /^(?:[5-9]|1\d) of 22/);
await take(page, "11-batch-running");
await shown(page, "#batch-words", /^22 photos/);
await take(page, "12-batch");

await page.locator('[data-sample="astronaut"]').click();
await page.locator("#engine summary").first().click();
await page.locator("#backends input").first().waitFor(patience);
await shown(page, "#status", /^1 face in/);
await take(page, "13-backends");

await page.locator("text=Read the model card").click();
await page.locator("h1").waitFor(patience);
await take(page, "14-model-card");
await main.browser.close();

const contrast = await open([]);
await contrast.page.emulateMedia({ forcedColors: "active" });
await contrast.page.goto(`${server.origin}?contrast#sample=many`);
await shown(contrast.page, "#status", /faces in [\d.,]+ ms/);
await take(contrast.page, "17-forced-colours");
await contrast.page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
await take(contrast.page, "18-right-to-left");
await contrast.browser.close();

const poor = await open(["--use-fake-device-for-media-stream=device-count=0"], (page) =>
  page.route(/\.bin$/, (route) => route.abort()),
);
await shown(poor.page, "#problem-title", /could not be loaded/);
await take(poor.page, "15-error");
await poor.page.locator("#camera").click();
await shown(poor.page, "#problem-title", /No webcam/);
await take(poor.page, "16-no-webcam");
await poor.browser.close();
server.close();
