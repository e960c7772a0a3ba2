// Whether a page stays free while faces are looked for, and how many frames of a webcam it answers a second: the browser demo,
// whose work is done in a worker, and the same work on a page's own thread.
//   npm run bench:page [-- --photos 6 --seconds 10 --only worker --json FILE --write]
// Photos have 12 megapixels, the webcam is Chromium's fake one. What took long is told with the script that did it.
// --write puts the table into docs/guides/web-pages.md.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findChromium, launchChromium } from "@fagr/testing/browser";
import { createDemoSubject, demoFolder } from "./page/demo-subject";
import { drivePage } from "./page/drive-page";
import { makeUpMedia } from "./page/made-up-media";
import { createOwnThreadSubject } from "./page/own-thread-subject";
import { describeSlowFrame, type NamedPage, pageTable } from "./page/page-table";
import { describeMachine } from "./support/machine";
import { writeGuide } from "./support/write-guide";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "6" },
    seconds: { type: "string", default: "10" },
    only: { type: "string", default: "" },
    json: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const executable = findChromium();
if (!executable) {
  console.error("There is no Chromium here; set CHROMIUM_PATH.");
  process.exit(1);
}
const seconds = Number(values.seconds);
const subjects = [await createDemoSubject(), await createOwnThreadSubject()].filter(({ title }) =>
  new RegExp(values.only, "i").test(title),
);

const scratch = await mkdtemp(join(tmpdir(), "fagr-page-"));
const film = join(scratch, "film.mjpeg");
const drawing = await launchChromium(executable);
const media = await makeUpMedia(drawing, await readFile(join(demoFolder, "src/samples/astronaut.jpg")));
await drawing.close();
await writeFile(film, media.film);
const photos = Array.from({ length: Number(values.photos) }, (_, index) => join(scratch, `photo-${index + 1}.jpg`));
for (const photo of photos) await writeFile(photo, media.photo);

const pages: NamedPage[] = [];
let browserName = "";
for (const subject of subjects) {
  const browser = await launchChromium(executable, [
    "--disable-gpu",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  browserName = `Chromium ${browser.version()}`;
  console.error(subject.title);
  const driven = await drivePage(browser, subject, { photos, seconds });
  await browser.close();
  for (const { start, duration } of driven.longTasks)
    console.error(`  at ${(start / 1000).toFixed(2)} s: a task of ${duration.toFixed(0)} ms`);
  for (const frame of driven.slowFrames) console.error(`  ${describeSlowFrame(frame)}`);
  pages.push({ title: subject.title, ...driven });
}
await rm(scratch, { recursive: true });

const text = [
  `${describeMachine()}, ${browserName}, headless, drawing in software; ${photos.length} photos of 12 megapixels and ${seconds} seconds of a fake webcam of 640x480; SSD on onnxruntime-web, the model on wasm.`,
  pageTable(pages),
].join("\n\n");
console.log(text);
if (values.json) await writeFile(values.json, `${JSON.stringify({ machine: describeMachine(), pages }, null, 2)}\n`);
if (values.write) await writeGuide("bench:page", text, "docs/guides/web-pages.md");
